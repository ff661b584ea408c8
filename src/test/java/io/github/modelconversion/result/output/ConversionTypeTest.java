package io.github.modelconversion.result.output;

import static io.github.modelconversion.TestData.writeFloats;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.input.gguf.GgufFixture;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.LimitPolicy.Standard;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gate concludes from the converted model's file and name. */
class ConversionTypeTest {

    private static final double[] REFERENCE = {-1, 1, -1, 1};

    private static final byte[] TOKENS = {1, 0, 0, 0, 2, 0, 0, 0};

    @TempDir
    private Path project;

    private Path gguf;

    @BeforeEach
    void writeOutputs() throws IOException {
        Files.createDirectory(project.resolve("data"));
        writeFloats(project.resolve("data/pytorch-tiny.bin"), REFERENCE);
        Files.write(project.resolve("data/pytorch-tiny-tokens.bin"), TOKENS);
        writeTest("tiny-F16", 0x1p-12);
        gguf = project.resolve("tiny-F16.gguf");
    }

    private void writeTest(String model, double error) throws IOException {
        Files.write(project.resolve("data/llamacpp-" + model + "-tokens.bin"), TOKENS);
        writeFloats(project.resolve("data/llamacpp-" + model + ".bin"), -1 + error, 1 - error, -1 + error, 1 - error);
    }

    private void writeModel(long fileType, long tensorType, long vocabulary) throws IOException {
        Files.write(
                gguf,
                GgufFixture.header(3, 1, 1)
                        .number("general.file_type", fileType)
                        .tensor("token_embd.weight", tensorType, 2, vocabulary)
                        .bytes());
    }

    private Comparison check(String model, LimitPolicy limits, Layout layout) {
        return PairFixture.byName(project, "tiny", model)
                .ofConvertedModel(gguf)
                .within(layout)
                .limitedBy(limits)
                .check();
    }

    private Comparison check(String model) {
        return check(model, LimitPolicy.of(List.of()), Layout.ONE_ROW);
    }

    private static Finding only(Comparison comparison, Code code) {
        assertThat(comparison.findings()).extracting(Finding::code).containsExactly(code);
        assertThat(comparison.findings().get(0).severity()).isEqualTo(Severity.WARNING);
        return comparison.findings().get(0);
    }

    @Test
    void theTypeIsTakenFromTheFileIfItAgreesWithTheName() throws IOException {
        writeModel(1, 1, 4);

        Comparison comparison = check("tiny-F16");

        assertThat(comparison.type().map(ConversionType::quantization)).hasValue(Quantization.F16);
        assertThat(comparison.type().map(ConversionType::origin)).hasValue(ConversionType.Origin.GGUF);
        assertThat(comparison.findings()).isEmpty();
        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void withoutAFileTheTypeIsTakenFromTheName() {
        Comparison comparison = check("tiny-F16");

        assertThat(comparison.type().map(ConversionType::quantization)).hasValue(Quantization.F16);
        assertThat(comparison.type().map(ConversionType::origin)).hasValue(ConversionType.Origin.NAME);
    }

    @Test
    void aNameThatSaysAnotherTypeThanTheFileIsAWarning() throws IOException {
        writeModel(7, 8, 4);

        Comparison comparison = check("tiny-F16");

        assertThat(only(comparison, Code.TYPE_DIFFERS).message())
                .isEqualTo(
                        "the name tiny-F16 says F16, tiny-F16.gguf says Q8_0. The file decides: rename it, or check that"
                                + " it is the model that was run");
        assertThat(comparison.type().map(ConversionType::quantization)).hasValue(Quantization.Q8_0);
    }

    @Test
    void aFileWhoseTensorsContradictItsTypeIsAWarningAndTheTypeUnknown() throws IOException {
        writeModel(1, 8, 4);

        Comparison comparison = check("tiny-F16");

        assertThat(only(comparison, Code.TYPE_CONTRADICTED).message())
                .isEqualTo("tiny-F16.gguf: general.file_type says F16, but the weights are Q8_0. The type is taken as"
                        + " unknown. Quantize the model again");
        assertThat(comparison.type().map(ConversionType::quantization)).isEmpty();
        assertThat(comparison.type()).isEmpty();
    }

    @Test
    void aDamagedFileIsAWarningAndTheNameCounts() throws IOException {
        Files.writeString(gguf, "GGUG");

        Comparison comparison = check("tiny-F16");

        assertThat(only(comparison, Code.GGUF_UNREADABLE).message())
                .isEqualTo(
                        "tiny-F16.gguf: expected the magic GGUF at byte 0, found 47 47 55 47. Convert the model again."
                                + " The type is taken from the model's name");
        assertThat(comparison.type().map(ConversionType::origin)).hasValue(ConversionType.Origin.NAME);
        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void anUnknownTypeIsReportedOnlyIfALimitNeedsIt() throws IOException {
        writeTest("tiny-new", 0x1p-12);
        LimitPolicy byType = new LimitPolicy(List.of(), Map.of(), Standard.RECOMMENDED, Optional.empty());

        assertThat(check("tiny-new").findings()).isEmpty();
        assertThat(only(check("tiny-new", byType, Layout.ONE_ROW), Code.TYPE_UNKNOWN)
                        .message())
                .startsWith(
                        "expected the type of tiny-new from its GGUF or from the end of its name, such as -Q4_K_M; ");
    }

    @Test
    void aPassFarWorseThanCorrectConversionsOfItsTypeIsAWarning() throws IOException {
        // NMSE 2^-12; the largest of a correct F16 conversion is 3.46e-7, and a bfloat16 reference explains 1.3e-4.
        writeTest("tiny-F16", 0x1p-6);
        Comparison comparison = check("tiny-F16");

        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
        assertThat(only(comparison, Code.UNUSUAL_FOR_TYPE).message())
                .isEqualTo("passes the limit, but its NMSE of 2.44e-04 is 706 times the largest measured for a good F16"
                        + " conversion (3.46e-07, small models): likely a broken one, and the reference's own rounding"
                        + " explains less than 1.30e-04. To judge by type, set limits to recommended");

        writeTest("tiny-F16", 0x1p-7);
        assertThat(check("tiny-F16").findings()).isEmpty();
    }

    @Test
    void aFlatFileOfLogitsIsCutIntoRowsOfTheModelsVocabulary() throws IOException {
        writeModel(1, 1, 2);

        Comparison comparison = check("tiny-F16");

        assertThat(comparison.findings()).isEmpty();
        for (Output output : List.of(comparison.reference(), comparison.test())) {
            assertThat(output.content().orElseThrow().source().shape()).isEqualTo(new Shape(List.of(2L, 2L)));
        }
    }

    @Test
    void rowsThatDoNotHaveTheWidthOfTheModelsVocabularyAreAWarning() throws IOException {
        writeModel(1, 1, 2);

        Comparison oneRow =
                check("tiny-F16", LimitPolicy.of(List.of()), new Layout(OptionalLong.empty(), OptionalLong.of(4)));

        assertThat(only(oneRow, Code.UNEXPECTED_WIDTH).message())
                .isEqualTo("data/llamacpp-tiny-F16.bin: expected rows of 2 values, as tiny-F16.gguf has tokens in its"
                        + " vocabulary, found rows of 4. If the file holds 2 positions, set width to 2");

        writeModel(1, 1, 3);
        assertThat(only(check("tiny-F16"), Code.UNEXPECTED_WIDTH).message())
                .endsWith("Check that this model wrote the file, and positions and width");
    }
}
