package io.github.modelconversion.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.ForeignBytes;
import io.github.modelconversion.TestData;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.OutputKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are not float32, and float32 files with odd values. */
class WrongElementTypeTest {

    private static final Path EMBEDDINGS = Path.of("testdata", "all-MiniLM-L6-v2", "s1-default-pertoken", "data");

    @TempDir
    Path directory;

    static Stream<Arguments> pairsInEveryType() {
        return Arrays.stream(ForeignBytes.values())
                .flatMap(type -> Stream.of("f16", "Q4_0", "bug-droplayer-f16")
                        .map(conversion -> Arguments.of(type, conversion)));
    }

    @ParameterizedTest
    @MethodSource("pairsInEveryType")
    void anotherTypeOnBothSidesIsNamedEvenForAGoodConversion(ForeignBytes type, String conversion) throws IOException {
        Finding finding = files(type.of(reference()), type.of(test(conversion))).finding(Code.WRONG_ELEMENT_TYPE);

        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message())
                .startsWith("expected float32, found " + type.words() + " in the reference (a.bin) and " + type.words()
                        + " in the test (b.bin): read that way, the NMSE of the first 512 values is ")
                .endsWith(
                        type == ForeignBytes.BIG_ENDIAN_FLOAT32
                                ? ". Write float32, or an .npy file, which names its type"
                                : ". Set elementType to " + type.words().replace("float", "f")
                                        + ", or write an .npy file, which names its type");
    }

    @ParameterizedTest
    @EnumSource
    void anotherTypeOnOneSideIsNamedWithTheNmseAsThatType(ForeignBytes type) throws IOException {
        Finding inTest = files(floats(reference()), type.of(test("f16"))).finding(Code.WRONG_ELEMENT_TYPE);
        Finding inReference = files(type.of(reference()), floats(test("f16"))).finding(Code.WRONG_ELEMENT_TYPE);

        assertThat(inTest.message())
                .startsWith("expected float32, found " + type.words() + " in the test (b.bin): read that way, ");
        assertThat(inReference.message())
                .startsWith("expected float32, found " + type.words() + " in the reference (a.bin): read that way, ");
        // bfloat16 keeps 8 bits: rounding by up to 2^-9 of a value leaves an NMSE of some 1e-6.
        assertThat(number(inTest, "nmse")).isBetween(1e-8, 1e-5);
        assertThat(number(inReference, "nmse")).isBetween(1e-8, 1e-5);
    }

    @ParameterizedTest
    @EnumSource
    void embeddingsAreTreatedAlike(ForeignBytes type) throws IOException {
        double[] reference = TestData.floats(EMBEDDINGS.resolve("pytorch-all-MiniLM-L6-v2-embeddings.bin"));
        double[] test = TestData.floats(EMBEDDINGS.resolve("llamacpp-all-MiniLM-L6-v2-Q8_0-embeddings.bin"));

        assertThat(files(type.of(reference), type.of(test))
                        .ofKind(OutputKind.EMBEDDINGS)
                        .codes())
                .contains(Code.WRONG_ELEMENT_TYPE);
        assertThat(files(floats(reference), type.of(test))
                        .ofKind(OutputKind.EMBEDDINGS)
                        .codes())
                .contains(Code.WRONG_ELEMENT_TYPE);
    }

    @Test
    void float16OnBothSidesFailsEvenIfEqualAsFloat32() throws IOException {
        byte[] bytes = ForeignBytes.FLOAT16.of(reference());

        Comparison comparison = files(bytes, bytes).check();

        assertThat(comparison.metrics().value(Metric.NMSE)).hasValue(0);
        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
    }

    @ParameterizedTest
    @EnumSource
    void aBadConversionProvesNothingOnOneSideAlone(ForeignBytes type) throws IOException {
        assertThat(files(floats(reference()), type.of(test("bug-droplayer-f16")))
                        .codes())
                .doesNotContain(Code.WRONG_ELEMENT_TYPE);
    }

    @ParameterizedTest
    @EnumSource
    void tooFewValuesProveNothing(ForeignBytes type) throws IOException {
        double[] few = Arrays.copyOf(reference(), 60);

        assertThat(files(type.of(few), type.of(few)).codes()).doesNotContain(Code.WRONG_ELEMENT_TYPE);
    }

    @ParameterizedTest
    @EnumSource
    void anNpyFileMayBeComparedWithAFileWithoutAType(ForeignBytes type) throws IOException {
        StringBuilder text = new StringBuilder();
        for (double value : reference()) {
            text.append(String.format(Locale.ROOT, "%.9g%n", value).strip()).append('\n');
        }
        Path reference = Files.writeString(directory.resolve("a.txt"), text);
        Path test = Files.write(directory.resolve("b.bin"), type.of(test("f16")));

        assertThat(PairFixture.files(directory, reference, test).codes()).contains(Code.WRONG_ELEMENT_TYPE);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void aFileReadAsFloat16MayHoldAWiderType(ElementType type) throws IOException {
        byte[] test = type == ElementType.FLOAT32 ? floats(test("f16")) : ForeignBytes.FLOAT64.of(test("f16"));

        Finding finding = files(ForeignBytes.FLOAT16.of(reference()), test)
                .ofTypes(ElementType.FLOAT16, ElementType.FLOAT16)
                .finding(Code.WRONG_ELEMENT_TYPE);

        assertThat(finding.message())
                .startsWith(
                        "expected float16, found " + type.words() + " in the test (b.bin): read that way, the NMSE ")
                .endsWith(". Set elementType to f16," + type.abbreviation()
                        + ", or write an .npy file, which names its type");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16", "FLOAT64"})
    void aConfiguredTypeIsUsed(ForeignBytes type) throws IOException {
        Comparison comparison = files(floats(reference()), type.of(test("f16")))
                .ofTypes(ElementType.FLOAT32, ElementType.valueOf(type.name()))
                .check();

        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
        double nmse = comparison.metrics().value(Metric.NMSE).orElseThrow();
        if (type == ForeignBytes.FLOAT64) {
            // numpy's result for the two files in float64.
            assertThat(nmse).isCloseTo(3.462457690807819e-7, within(1e-17));
        }
        // bfloat16 keeps 8 bits: rounding by up to 2^-9 of a value leaves an NMSE of some 1e-6.
        assertThat(nmse).isBetween(1e-8, 1e-5);
    }

    private static Stream<Arguments> oddValues() {
        Random random = new Random(7);
        return Stream.of(
                Arguments.of("1e20", of(x -> x * 1e20)),
                Arguments.of("1e-40, denormal", of(x -> x * 1e-40)),
                Arguments.of("1e-44, a few bits", of(x -> x * 1e-44)),
                Arguments.of("from 1e-30 to 1e30", of(x -> Math.scalb(x, random.nextInt(200) - 100))),
                Arguments.of("sparse", of(x -> random.nextInt(10) == 0 ? x : 0)),
                Arguments.of("probabilities", of(x -> Math.exp(x - 15))),
                Arguments.of("log-probabilities", of(x -> x - 15)),
                Arguments.of("whole numbers", of(x -> Math.rint(x))),
                Arguments.of("counting", of(new Counter())),
                Arguments.of("steps of 1/32", of(x -> Math.rint(32 * x) / 32)),
                Arguments.of(
                        "rounded to bfloat16",
                        of(x -> Float.intBitsToFloat(Float.floatToIntBits((float) x) & 0xffff0000))),
                Arguments.of(
                        "rounded to float16",
                        of(x -> Float.intBitsToFloat(Float.floatToIntBits((float) x) & 0xffffe000))),
                Arguments.of("one value", of(x -> 0.1)),
                Arguments.of("two values", of(x -> x < 0 ? 0.1 : 0.3)),
                Arguments.of("masked by -1e30", of(x -> random.nextInt(3) == 0 ? -1e30 : x)),
                Arguments.of("masked by -inf", of(x -> random.nextInt(3) == 0 ? Double.NEGATIVE_INFINITY : x)),
                Arguments.of("with NaN", of(x -> random.nextInt(100) == 0 ? Double.NaN : x)),
                Arguments.of("random bits", of(x -> Float.intBitsToFloat(random.nextInt()))));
    }

    private static double[] of(DoubleUnaryOperator change) {
        return Arrays.stream(reference()).map(change).toArray();
    }

    /** 0, 1, 2 … */
    private static final class Counter implements DoubleUnaryOperator {
        private int next;

        @Override
        public double applyAsDouble(double ignored) {
            return next++;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddValues")
    void float32IsNeverTakenForAnythingElse(String name, double[] odd) throws IOException {
        double[] noisy =
                Arrays.stream(odd).map(x -> x * (1 + 1e-3 * Math.sin(1e3 * x))).toArray();

        assertThat(files(floats(odd), floats(odd)).codes()).doesNotContain(Code.WRONG_ELEMENT_TYPE);
        assertThat(files(floats(odd), floats(noisy)).codes()).doesNotContain(Code.WRONG_ELEMENT_TYPE);
        assertThat(files(floats(odd), floats(reference())).codes()).doesNotContain(Code.WRONG_ELEMENT_TYPE);
        assertThat(files(floats(reference()), floats(odd)).codes()).doesNotContain(Code.WRONG_ELEMENT_TYPE);
    }

    /** Close values far from zero share an exponent, and look plausible when read as float64. */
    @Test
    void agreeingFloat32IsNeverTakenForAnotherTypeHoweverNarrow() throws IOException {
        Random random = new Random(20);
        List<String> claims = new ArrayList<>();
        for (double mean : new double[] {0, -1, 2, -3, 5, -8, 12, -20, 150, 3000, 1e5}) {
            for (double deviation : new double[] {1e-3, 0.1, 0.3, 0.6, 1, 4, 10}) {
                for (double nmse : new double[] {1e-8, 1e-3, 1e-1}) {
                    for (int count : new int[] {64, 130, 1000}) {
                        double[] reference = random.doubles(count)
                                .map(x -> mean + deviation * random.nextGaussian())
                                .toArray();
                        double[] test = Arrays.stream(reference)
                                .map(x -> x + deviation * Math.sqrt(nmse) * random.nextGaussian())
                                .toArray();
                        if (files(floats(reference), floats(test)).codes().contains(Code.WRONG_ELEMENT_TYPE)) {
                            claims.add(mean + " " + deviation + " " + nmse + " " + count);
                        }
                    }
                }
            }
        }

        assertThat(claims).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-3, 0.1", "5, 0.6"})
    void aCorrectPairOfNarrowValuesPasses(double mean, double deviation) throws IOException {
        Random random = new Random(21);
        double[] reference = random.doubles(512)
                .map(x -> mean + deviation * random.nextGaussian())
                .toArray();
        double[] test = Arrays.stream(reference)
                .map(x -> x + 0.03 * deviation * random.nextGaussian())
                .toArray();

        assertThat(files(floats(reference), floats(test)).check().verdict()).isEqualTo(Verdict.PASS);
    }

    private PairFixture files(byte[] reference, byte[] test) throws IOException {
        return PairFixture.files(
                directory,
                Files.write(directory.resolve("a.bin"), reference),
                Files.write(directory.resolve("b.bin"), test));
    }

    private byte[] floats(double... values) throws IOException {
        return Files.readAllBytes(TestData.writeFloats(directory.resolve("floats"), values));
    }

    private static double[] reference() {
        return TestData.floats(TestData.STORIES.resolve("pytorch-stories260K.bin"));
    }

    private static double[] test(String conversion) {
        return TestData.floats(TestData.STORIES.resolve("llamacpp-stories260K-" + conversion + ".bin"));
    }

    private static double number(Finding finding, String name) {
        return Objects.requireNonNull(finding.evidence().get(name)).doubleValue();
    }
}
