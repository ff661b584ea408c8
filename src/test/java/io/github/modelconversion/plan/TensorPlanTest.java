package io.github.modelconversion.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.modelconversion.SafetensorsWriter;
import io.github.modelconversion.TestData;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.plan.request.Reading;
import io.github.modelconversion.plan.request.TensorNames;
import io.github.modelconversion.plan.request.TensorSelection;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tensors are compared, and what is reported about the others. */
public class TensorPlanTest {

    private static final double[] A = {1, -2, 3, 0.5};
    private static final double[] NEAR_A = {1.001, -2, 3, 0.5};
    private static final double[] B = {5, -1, 2, 7};
    private static final double[] NEAR_B = {5, -1.001, 2, 7};

    @TempDir
    private Path folder;

    private OutputKind kind = OutputKind.LOGITS;
    private boolean ofOneKind;
    private GateRequest.Missing missing = GateRequest.Missing.FAIL;
    private List<Limit> limits = List.of();
    private Optional<String> tensor = Optional.empty();
    private List<TensorNames.Rule> names = List.of();

    private static SafetensorsWriter file() {
        return new SafetensorsWriter();
    }

    private GateReport compare(SafetensorsWriter reference, SafetensorsWriter test) {
        return compare(reference.write(folder.resolve("r.safetensors")), test.write(folder.resolve("t.safetensors")));
    }

    private GateReport compare(Path reference, Path test) {
        PairRequest pair = new PairRequest(
                Optional.empty(),
                OutputRequest.file(Side.REFERENCE, "r", reference),
                OutputRequest.file(Side.TEST, "t", test),
                Optional.empty(),
                Optional.empty(),
                new Reading(kind, Layout.ONE_ROW, new TensorSelection(tensor, new TensorNames(names), ofOneKind)));
        return new Gate()
                .check(new GateRequest(folder, List.of(pair), LimitPolicy.of(limits), Strictness.DEFAULT, missing, ""));
    }

    private static List<String> pairs(GateReport report) {
        return report.comparisons().stream()
                .map(comparison -> comparison.reference().tensor().orElse("-") + " "
                        + comparison.test().tensor().orElse("-") + " " + comparison.kind() + " " + comparison.verdict())
                .toList();
    }

    private static Finding only(GateReport report) {
        assertThat(report.comparisons()).hasSize(1);
        assertThat(report.comparisons().get(0).findings()).hasSize(1);
        return report.comparisons().get(0).findings().get(0);
    }

    private Path directory(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    @Test
    void tensorsOfOneNameAreComparedAndOnlyLogitsHaveProbabilities() {
        GateReport report = compare(
                file().with("model.logits", A).with("h.10", A).with("h.2", B),
                file().with("h.2", NEAR_B).with("h.10", NEAR_A).with("model.logits", NEAR_A));

        assertThat(pairs(report))
                .containsExactly(
                        "h.2 h.2 ACTIVATIONS PASS",
                        "h.10 h.10 ACTIVATIONS PASS",
                        "model.logits model.logits LOGITS PASS");
        assertThat(report.comparisons().get(0).metrics().value(Metric.MEAN_KL_DIVERGENCE))
                .isEmpty();
        assertThat(report.comparisons().get(2).metrics().value(Metric.MEAN_KL_DIVERGENCE))
                .isPresent();
    }

    @Test
    void aTensorOnOneSideOnlyFails() {
        GateReport report = compare(
                file().with("a", A).with("b", B), file().with("a", NEAR_A).with("c", B));

        assertThat(pairs(report)).containsExactly("a a LOGITS PASS", "b - LOGITS FAIL", "- c LOGITS FAIL");
        Finding lost = report.comparisons().get(1).findings().get(0);
        assertThat(lost.code()).isEqualTo(Code.TENSOR_MISSING);
        assertThat(lost.severity()).isEqualTo(Severity.FAIL);
        assertThat(lost.message())
                .isEqualTo(
                        "expected each tensor on both sides, found b only in r.safetensors: t.safetensors has no tensor"
                                + " b. Write it on both sides, say with tensorNames what it is called there, or set missing to"
                                + " skip");
        assertThat(report.comparisons().get(2).findings().get(0).message())
                .startsWith("expected each tensor on both sides, found c only in t.safetensors: r.safetensors has no"
                        + " tensor c. ");
        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aTensorOnOneSideOnlyIsListedIfMissingIsSkip() {
        missing = GateRequest.Missing.SKIP;
        GateReport report = compare(file().with("a", A).with("b", B), file().with("a", NEAR_A));

        assertThat(pairs(report)).containsExactly("a a LOGITS PASS");
        assertThat(report.skipped())
                .containsExactly(
                        new Skipped(Optional.empty(), "r", "t", Optional.of("b"), "t.safetensors has no tensor b"));
        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void nothingInCommonDoesNotPassEvenIfMissingIsSkip() {
        missing = GateRequest.Missing.SKIP;
        GateReport report = compare(file().with("a", A), file().with("b", NEAR_A));

        assertThat(report.comparisons()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    }

    @Test
    void tensorsWithDifferentShapesFail() {
        GateReport report = compare(
                file().with("a", A).with("b", B), file().with("a", NEAR_A).with("b", 1, 2, 3));

        assertThat(pairs(report)).containsExactly("a a ACTIVATIONS PASS", "b b ACTIVATIONS FAIL");
        assertThat(report.comparisons().get(1).findings())
                .extracting(Finding::code)
                .contains(Code.SHAPE_MISMATCH);
    }

    @Test
    void rulesSayWhatTheTestCallsATensor() {
        names = List.of(new TensorNames.Rule("h.*.out", "l_out-*"), new TensorNames.Rule("logits", "result_output"));
        GateReport report = compare(
                file().with("h.0.out", A).with("h.1.out", B).with("logits", A),
                file().with("l_out-0", NEAR_A).with("l_out-1", NEAR_B).with("result_output", NEAR_A));

        assertThat(pairs(report))
                .containsExactly(
                        "h.0.out l_out-0 ACTIVATIONS PASS",
                        "h.1.out l_out-1 ACTIVATIONS PASS",
                        "logits result_output LOGITS PASS");
    }

    @Test
    void aTensorMissingInTheTestIsNamedAsItShouldBeCalledThere() {
        names = List.of(new TensorNames.Rule("h.*.out", "l_out-*"));
        missing = GateRequest.Missing.SKIP;
        GateReport report = compare(
                file().with("h.0.out", A).with("h.1.out", B),
                file().with("l_out-0", NEAR_A).with("l_out-2", B));

        assertThat(report.skipped())
                .extracting(Skipped::reason)
                .containsExactly("t.safetensors has no tensor l_out-1", "r.safetensors has no tensor l_out-2");
    }

    @Test
    void integersNextToTheOnlyTensorAreListed() {
        Path raw = TestData.writeFloats(folder.resolve("r.bin"), A);
        Path named = file().with("a", NEAR_A).withIntegers("ids", 1, 2).write(folder.resolve("t.safetensors"));

        assertThat(compare(raw, named).skipped()).extracting(Skipped::tensor).containsExactly(Optional.of("ids"));
    }

    @Test
    void aNamedTensorIsComparedAlone() {
        tensor = Optional.of("b");
        names = List.of(new TensorNames.Rule("b", "c"));

        assertThat(pairs(compare(
                        file().with("a", A).with("b", B),
                        file().with("c", NEAR_B).with("d", A))))
                .containsExactly("b c LOGITS PASS");
    }

    @Test
    void aMissingNamedTensorIsUnusableInputAndListsTheOthers() {
        tensor = Optional.of("x");
        GateReport report = compare(file().with("a", A).with("b", B), file().with("a", A));

        assertThat(only(report).code()).isEqualTo(Code.UNUSABLE_INPUT);
        assertThat(only(report).message())
                .isEqualTo("r.safetensors: expected the tensor x, found 2: a, b. Correct tensor or tensorNames");
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    }

    @Test
    void integersAreListedButRefusedIfTheyAreNamed() {
        SafetensorsWriter reference = file().with("a", A).withIntegers("ids", 1, 2);
        SafetensorsWriter test = file().with("a", NEAR_A).withIntegers("ids", 1, 2);
        GateReport all = compare(reference, test);
        tensor = Optional.of("ids");
        GateReport named = compare(reference, test);

        assertThat(pairs(all)).containsExactly("a a LOGITS PASS");
        assertThat(all.skipped())
                .containsExactly(new Skipped(
                        Optional.empty(), "r", "t", Optional.of("ids"), "whole numbers or truth values (I64)"));
        assertThat(only(named).message())
                .isEqualTo(
                        "r.safetensors: expected values in the tensor ids, found whole numbers or truth values (I64)."
                                + " Correct tensor");
    }

    @Test
    void integerTensorsAloneDoNotPass() {
        GateReport report = compare(file().withIntegers("ids", 1, 2), file().withIntegers("ids", 1, 2));

        assertThat(only(report).message())
                .isEqualTo(
                        "r.safetensors: expected tensors of values, found none on both sides. Write the outputs of both"
                                + " models");
    }

    @Test
    void tokensInsideTheFileAreCheckedLikeThoseNextToIt() {
        GateReport report = compare(
                file().with("a", A).withIntegers("tokens", 1, 15, 7),
                file().with("a", NEAR_A).withIntegers("tokens", 15, 7));

        assertThat(report.skipped()).isEmpty();
        assertThat(only(report).code()).isEqualTo(Code.TOKENS_DIFFER);
        assertThat(only(report).message()).contains("r.safetensors: tokens").contains("t.safetensors: tokens");
        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void invalidIdsAreReported() {
        GateReport report = compare(
                file().with("a", A).withIntegers("tokens", -1),
                file().with("a", NEAR_A).withIntegers("tokens", 1L << 40));

        assertThat(only(report).code()).isEqualTo(Code.TOKENS_UNUSABLE);
        assertThat(only(report).message())
                .contains("r.safetensors: tokens: expected the ids of 1 to ", "found id -1 at position 0")
                .contains("found id 1099511627776 at position 0");
    }

    @Test
    void aFileWithoutNamesIsComparedWithTheOnlyTensorOfAnother() {
        Path plain = TestData.writeFloats(folder.resolve("r.bin"), A);
        Path one = file().with("whatever", NEAR_A).write(folder.resolve("one.safetensors"));
        Path two = file().with("a", NEAR_A).with("b", B).write(folder.resolve("two.safetensors"));

        assertThat(pairs(compare(plain, one))).containsExactly("- whatever LOGITS PASS");
        assertThat(only(compare(plain, two)).message())
                .isEqualTo(
                        "two.safetensors: expected one tensor, as the other side has one without a name, found 2: a, b."
                                + " Name the one to compare with tensor");
        tensor = Optional.of("b");
        assertThat(pairs(compare(plain, two))).containsExactly("- b LOGITS FAIL");
    }

    @Test
    void limitsOnProbabilitiesNeedATensorNamedLogits() {
        limits = List.of(new Limit(Metric.MEAN_KL_DIVERGENCE, Limit.Bound.MAX, 0.1, Limit.Origin.CONFIGURATION));
        GateReport without = compare(
                file().with("a", A).with("b", B), file().with("a", NEAR_A).with("b", NEAR_B));
        GateReport with = compare(
                file().with("a", A).with("logits", B), file().with("a", NEAR_A).with("logits", NEAR_B));

        assertThat(without.comparisons().get(0).findings())
                .extracting(Finding::message)
                .containsExactly(
                        "r.safetensors: expected a tensor called logits for the limits on probabilities, found 2:"
                                + " a, b. Name the one that holds the logits with tensor, set kind to logits if all do, or leave those limits out");
        assertThat(without.verdict()).isNotEqualTo(Verdict.PASS);
        assertThat(with.comparisons())
                .extracting(comparison -> comparison.limits().size())
                .containsExactly(1, 2);
        assertThat(with.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void allTensorsAreLogitsIfConfigured() {
        ofOneKind = true;

        assertThat(pairs(compare(
                        file().with("p1", A).with("p2", B),
                        file().with("p1", NEAR_A).with("p2", NEAR_B))))
                .containsExactly("p1 p1 LOGITS PASS", "p2 p2 LOGITS PASS");
    }

    @Test
    void aConfiguredKindOtherThanLogitsAppliesToAllTensors() {
        kind = OutputKind.EMBEDDINGS;

        assertThat(pairs(compare(
                        file().with("a", A).with("logits", B),
                        file().with("a", NEAR_A).with("logits", NEAR_B))))
                .containsExactly("a a EMBEDDINGS PASS", "logits logits EMBEDDINGS PASS");
    }

    @Test
    void filesOfTwoDirectoriesArePairedByName() throws IOException {
        Path references = directory("r");
        Path tests = directory("t");
        for (Path each : List.of(references, tests)) {
            double[] values = each.equals(references) ? A : NEAR_A;
            TestData.writeFloats(each.resolve("p10.bin"), values);
            TestData.writeFloats(each.resolve("p2.bin"), values);
            TestData.writeInts(each.resolve("p2-tokens.bin"), 1, 2);
            Files.writeString(each.resolve("p2.txt"), "1\n2\n");
            file().with("x", values).with("y", values).write(each.resolve("q.safetensors"));
            Files.writeString(each.resolve(".hidden"), "");
        }
        Files.writeString(references.resolve("notes.md"), "");
        TestData.writeFloats(references.resolve("z.bin"), A);
        GateReport report = compare(references, tests);

        assertThat(pairs(report))
                .containsExactly(
                        "p2 p2 ACTIVATIONS PASS",
                        "p10 p10 ACTIVATIONS PASS",
                        "q/x q/x ACTIVATIONS PASS",
                        "q/y q/y ACTIVATIONS PASS",
                        "z - LOGITS FAIL");
        assertThat(report.comparisons().get(0).reference().file()).isEqualTo("r/p2.bin");
        assertThat(report.comparisons().get(3).test().file()).isEqualTo("t/q.safetensors");
        assertThat(report.skipped())
                .extracting(Skipped::reason)
                .containsExactly("r/notes.md does not end in one of: .bin, .npy, .txt, .npz, .safetensors, .gguf");
    }

    @Test
    void aDirectoryIsNotComparedWithAFile() throws IOException {
        Path reference = directory("r");
        GateReport report = compare(reference, TestData.writeFloats(folder.resolve("t.bin"), A));

        assertThat(only(report).code()).isEqualTo(Code.MISSING_FILE);
        assertThat(only(report).message()).contains("r is a directory");
    }

    @Test
    void emptyDirectoriesDoNotPass() throws IOException {
        GateReport report = compare(directory("r"), directory("t"));

        assertThat(only(report).message())
                .isEqualTo("r: expected tensors of values, found none on both sides. Write the outputs of both models");
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    }

    @Test
    void anUnreadableContainerDoesNotPass() throws IOException {
        byte[] whole = Files.readAllBytes(file().with("a", A).write(folder.resolve("r.safetensors")));
        Path cut = Files.write(folder.resolve("t.safetensors"), Arrays.copyOf(whole, whole.length - 1));
        GateReport report = compare(folder.resolve("r.safetensors"), cut);

        assertThat(only(report).code()).isEqualTo(Code.UNUSABLE_INPUT);
        assertThat(only(report).message()).startsWith("t.safetensors: expected 16 bytes of data from byte ");
        assertThat(report.unusable()).isTrue();
    }

    @Test
    void severalTensorsOfAFileShareItsChecksum() throws IOException {
        GateReport report = compare(
                file().with("a", A).with("b", B), file().with("a", NEAR_A).with("b", NEAR_B));
        CRC32C checksum = new CRC32C();
        checksum.update(Files.readAllBytes(folder.resolve("t.safetensors")));

        assertThat(report.comparisons())
                .extracting(
                        comparison -> comparison.test().content().orElseThrow().crc32c())
                .containsExactly(
                        HexFormat.of().toHexDigits((int) checksum.getValue()),
                        HexFormat.of().toHexDigits((int) checksum.getValue()));
    }

    /** A safetensors file does not keep the order of its tensors; an archive keeps its writer's. */
    @Test
    void theOrderComesFromTheSideThatKeepsIt() throws IOException {
        Path reference =
                file().with("a", A).with("b", B).with("c", A).with("d", B).write(folder.resolve("r.safetensors"));
        Path test = folder.resolve("t.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(test))) {
            for (String name : List.of("d", "b", "c")) {
                zip.putNextEntry(new ZipEntry(name + ".npy"));
                zip.write(npy(name.equals("c") ? NEAR_A : NEAR_B));
            }
        }

        assertThat(compare(reference, test).comparisons())
                .extracting(comparison -> comparison.reference().tensor().orElseThrow())
                .containsExactly("d", "b", "c", "a");
    }

    /** The outputs of a decoder as onnxruntime lists them: the logits, then the caches of twelve layers. */
    @Test
    void theFirstWrongLayerOfAnOnnxDecoderIsNamed() throws IOException {
        List<String> names = new ArrayList<>(List.of("logits"));
        IntStream.range(0, 12).forEach(layer -> {
            names.add("present." + layer + ".key");
            names.add("present." + layer + ".value");
        });
        Path reference = folder.resolve("r.npz");
        Path test = folder.resolve("t.npz");
        for (Path file : List.of(reference, test)) {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                for (int i = 0; i < names.size(); i++) {
                    zip.putNextEntry(new ZipEntry(names.get(i) + ".npy"));
                    boolean wrong = file.equals(test) && (i == 0 || i > 2 * 8);
                    zip.write(npy(wrong ? B : A));
                }
            }
        }
        List<Comparison> comparisons = compare(reference, test).comparisons();

        assertThat(comparisons.get(24).reference().tensor()).hasValue("logits");
        assertThat(comparisons.get(24).kind()).isEqualTo(OutputKind.LOGITS);
        assertThat(comparisons)
                .flatExtracting(Comparison::findings)
                .filteredOn(finding -> finding.code() == Code.FIRST_DIVERGENCE)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .startsWith("present.8.key, number 17 in order, is the first of 25 tensors that fails"));
    }

    @Test
    void namingATensorOfFilesWithoutNamesIsAnError() throws IOException {
        Path reference = TestData.writeFloats(folder.resolve("r.bin"), A);
        Path test = TestData.writeFloats(folder.resolve("t.bin"), NEAR_A);
        tensor = Optional.of("logits");
        GateReport ofTensor = compare(reference, test);
        tensor = Optional.empty();
        names = List.of(new TensorNames.Rule("a", "b"));
        GateReport ofNames = compare(reference, test);

        assertThat(only(ofTensor).code()).isEqualTo(Code.UNUSABLE_INPUT);
        assertThat(only(ofTensor).message())
                .isEqualTo(
                        "r.bin and t.bin: expected files with named tensors, since tensor is set, found values without a"
                                + " name. Leave tensor out");
        assertThat(ofTensor.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(only(ofNames).message()).contains("since tensorNames is set").endsWith("Leave tensorNames out");
        assertThat(ofNames.unusable()).isTrue();
    }

    @Test
    void nameRulesForAFileWithoutNamesAreAnErrorUnlessATensorIsNamed() throws IOException {
        Path reference = TestData.writeFloats(folder.resolve("r.bin"), A);
        Path test = file().with("b", NEAR_A).with("c", B).write(folder.resolve("t.safetensors"));
        names = List.of(new TensorNames.Rule("a", "b"));

        assertThat(only(compare(reference, test)).message()).contains("since tensorNames is set");
        tensor = Optional.of("a");
        assertThat(pairs(compare(reference, test))).containsExactly("- b LOGITS PASS");
    }

    public static byte[] npy(double... values) {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + values.length + ",), }";
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + 8 * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII));
        for (double value : values) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    @Test
    void aNamedTensorMissingInTheTestIsReportedForTheTest() {
        tensor = Optional.of("b");
        GateReport report = compare(file().with("a", A).with("b", B), file().with("a", NEAR_A));

        assertThat(only(report).message()).startsWith("t.safetensors: expected the tensor b, found 1: a. ");
        assertThat(report.unusable()).isTrue();
    }

    @Test
    void floatsNamedTokensAreCompared() {
        assertThat(pairs(compare(
                        file().with("a", A).with("tokens", B),
                        file().with("a", NEAR_A).with("tokens", NEAR_B))))
                .containsExactly("a a ACTIVATIONS PASS", "tokens tokens ACTIVATIONS PASS");
    }

    @Test
    void subfoldersAreSkippedWhateverTheirNames() throws IOException {
        Path references = directory("r");
        Path tests = directory("t");
        TestData.writeFloats(references.resolve("x.bin"), A);
        TestData.writeFloats(tests.resolve("x.bin"), NEAR_A);
        Files.createDirectory(references.resolve("old.bin"));
        GateReport report = compare(references, tests);

        assertThat(pairs(report)).containsExactly("x x LOGITS PASS");
        assertThat(report.skipped()).extracting(Skipped::tensor).containsExactly(Optional.of("old.bin"));
    }

    @Test
    void aFileIsACompanionOnlyOfAnOutputOfItsName() throws IOException {
        Path references = directory("r");
        Path tests = directory("t");
        for (Path each : List.of(references, tests)) {
            TestData.writeFloats(each.resolve("x-tokens.bin"), each.equals(references) ? A : NEAR_A);
            TestData.writeFloats(each.resolve("y.bin"), each.equals(references) ? B : NEAR_B);
            TestData.writeInts(each.resolve("y-tokens.bin"), 1, 2);
            Files.writeString(each.resolve("z.md"), "");
        }

        assertThat(pairs(compare(references, tests)))
                .containsExactly("x-tokens x-tokens ACTIVATIONS PASS", "y y ACTIVATIONS PASS");
    }

    @Test
    void theEndingDecidesBetweenFilesOfOneName() throws IOException {
        Path references = directory("r");
        Path tests = directory("t");
        Files.write(references.resolve("x.npy"), npy(A));
        Files.writeString(references.resolve("x.txt"), "1\n2\n");
        Files.write(tests.resolve("x.npy"), npy(NEAR_A));
        GateReport report = compare(references, tests);

        assertThat(pairs(report)).containsExactly("x x LOGITS PASS");
        assertThat(report.comparisons().get(0).reference().file()).isEqualTo("r/x.npy");
    }

    @Test
    void moreThanEightTensorsAreAbbreviated() {
        tensor = Optional.of("x");
        SafetensorsWriter test = file();
        SafetensorsWriter reference = file();
        List<String> all = IntStream.range(0, 8).mapToObj(i -> "t" + i).toList();
        all.forEach(name -> reference.with(name, A));
        test.with("x", A);

        assertThat(only(compare(reference, test)).message())
                .contains("found 8: " + String.join(", ", all) + ". Correct tensor");
        reference.with("t8", A);
        assertThat(only(compare(reference, test)).message())
                .contains("found 9: " + String.join(", ", all) + " and 1 more. Correct tensor");
    }

    @Test
    void theContentsOfTheIntactSideAreReportedIfTheOtherIsDamaged() throws IOException {
        Path cut = Files.write(folder.resolve("r.safetensors"), new byte[3]);
        Path one = file().with("a", A).write(folder.resolve("t.safetensors"));
        GateReport ofOne = compare(cut, one);
        Path two = file().with("a", A).with("b", B).write(folder.resolve("t.safetensors"));
        GateReport ofTwo = compare(cut, two);

        assertThat(only(ofOne).code()).isEqualTo(Code.UNUSABLE_INPUT);
        assertThat(ofOne.comparisons()
                        .get(0)
                        .test()
                        .content()
                        .orElseThrow()
                        .source()
                        .shape()
                        .count())
                .isEqualTo(4);
        assertThat(only(ofTwo).code()).isEqualTo(Code.UNUSABLE_INPUT);
        assertThat(ofTwo.comparisons().get(0).test().content()).isEmpty();
    }

    @Test
    void aFlatSideTakesTheRowsOfTheOtherIfItsValuesFit() throws IOException {
        Path reference = Files.write(folder.resolve("r.npy"), npy(A));
        byte[] rows = new String(Files.readAllBytes(reference), StandardCharsets.ISO_8859_1)
                .replace("(4,), }", "(2,2)} ")
                .getBytes(StandardCharsets.ISO_8859_1);
        Files.write(reference, rows);

        assertThat(shapeOfTest(reference, A)).isEqualTo("4");
        assertThat(shapeOfTest(reference, 1, 2, 3, 4, 5, 6)).isEqualTo("2 x 3");
        assertThat(shapeOfTest(reference, 1, 2, 3)).isEqualTo("3");
    }

    private String shapeOfTest(Path reference, double... test) {
        return compare(reference, TestData.writeFloats(folder.resolve("t.bin"), test))
                .comparisons()
                .get(0)
                .test()
                .content()
                .orElseThrow()
                .source()
                .shape()
                .toString();
    }

    /** Skipped for root, who may read every directory. */
    @Test
    void theUnreadableDirectoryIsNamed() throws IOException {
        Path reference = Files.createDirectories(folder.resolve("reference"));
        Path test = Files.createDirectories(folder.resolve("test"));
        Files.setPosixFilePermissions(test, PosixFilePermissions.fromString("---------"));
        try {
            assumeThat(Files.isReadable(test)).as("root may read all").isFalse();

            Finding finding =
                    compare(reference, test).comparisons().get(0).findings().get(0);

            assertThat(finding.code()).isEqualTo(Code.UNUSABLE_INPUT);
            assertThat(finding.message())
                    .startsWith("test: expected a readable directory, found that access is denied. ");
        } finally {
            Files.setPosixFilePermissions(test, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
