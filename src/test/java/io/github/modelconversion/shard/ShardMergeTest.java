package io.github.modelconversion.shard;

import static io.github.modelconversion.shard.ShardFixture.LIMITS;
import static io.github.modelconversion.shard.ShardFixture.pair;
import static io.github.modelconversion.shard.ShardFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.modelconversion.KldFixture;
import io.github.modelconversion.TestData;
import io.github.modelconversion.gate.MeasuredRun;
import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.report.ConsoleReport;
import io.github.modelconversion.report.json.JsonReport;
import io.github.modelconversion.report.json.Schemas;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Part;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.Quantization;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardMergeTest {

    private static final byte[] REFERENCE = run(7, 1, 10);
    private static final byte[] TEST = run(7, 1, 20);

    @TempDir
    private Path folder;

    private ShardFixture shards;

    @BeforeEach
    void makeFixture() {
        shards = new ShardFixture(folder);
    }

    /** Cuts both sides into shards of uneven numbers of chunks, measures each and returns their states. */
    private Path[] cut(byte[] reference, byte[] test, int chunks, int parts) throws IOException {
        Path[] states = new Path[parts];
        for (int part = 0; part < parts; part++) {
            states[part] = shards.state(
                    "shard" + part,
                    shards.pair("shard" + part, reference, test, chunks * part / parts, chunks * (part + 1) / parts));
        }
        return states;
    }

    private Path shard(String name, int from, int to) throws IOException {
        return shards.state(name, shards.pair(name, REFERENCE, TEST, from, to));
    }

    private String refusal(Path... states) {
        Comparison refused = shards.merged(states);
        assertThat(refused.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(refused.unusable()).isTrue();
        assertThat(refused.statistics()).isEmpty();
        assertThat(refused.findings()).extracting(Finding::code).containsOnly(Code.UNUSABLE_INPUT);
        return refused.findings().get(0).message();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void shardsMergeToTheStatisticsOfTheWholeToTheBit(int parts) throws IOException {
        Comparison whole = shards.whole(shards.pair("whole", REFERENCE, TEST, 0, 7));

        Comparison merged = shards.merged(cut(REFERENCE, TEST, 7, parts));

        assertThat(merged.statistics()).isEqualTo(whole.statistics()).isPresent();
        assertThat(merged.limits()).isEqualTo(whole.limits());
        assertThat(merged.findings()).isEqualTo(whole.findings());
        assertThat(merged.parts()).hasSize(parts);
        assertThat(merged.positions()).isEqualTo(7 * 19);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "6, false", "1, true", "2, true", "4, true"})
    void realRunsMergeToTheWholeToo(int parts, boolean odd) throws IOException {
        byte[] reference = KldFixture.bytes(odd ? KldFixture.ODD_F16 : KldFixture.STORIES_F16);
        byte[] test = KldFixture.bytes(odd ? KldFixture.ODD_Q4_0 : KldFixture.STORIES_Q4_0);
        int chunks = odd ? 4 : 6;
        KldStatistics whole = shards.whole(shards.pair("whole", reference, test, 0, chunks))
                .statistics()
                .orElseThrow();

        assertThat(shards.merged(cut(reference, test, chunks, parts)).statistics())
                .hasValue(whole);
    }

    @Test
    void logitsOfTheScoredPositionsMergeToo() throws IOException {
        Random random = new Random(5);
        double[] logits = random.doubles(7 * 19 * 97).toArray();
        Path[] states = new Path[7];
        for (int chunk = 0; chunk < 7; chunk++) {
            Path reference = shards.file(chunk + ".kld", KldFixture.chunks(REFERENCE, chunk, chunk + 1));
            Path test = TestData.writeFloats(
                    folder.resolve(chunk + ".bin"), Arrays.copyOfRange(logits, chunk * 19 * 97, (chunk + 1) * 19 * 97));
            states[chunk] = shards.state("logits" + chunk, pair("f16", "Q4_0", reference, test));
        }
        Path reference = shards.file("all.kld", REFERENCE);
        Path test = TestData.writeFloats(folder.resolve("all.bin"), logits);

        assertThat(shards.merged(states).statistics())
                .isEqualTo(shards.whole(pair("f16", "Q4_0", reference, test)).statistics())
                .isPresent();
    }

    @Test
    void theOrderInWhichStatesAreGivenDoesNotMatter() throws IOException {
        List<Path> states = Arrays.asList(cut(REFERENCE, TEST, 7, 7));
        Comparison inOrder = shards.merged(states.toArray(new Path[0]));
        String json = JsonReport.render(
                shards.merge(states.toArray(new Path[0])).judge(LIMITS), new ReportContext("1", "a check", false));
        Collections.reverse(states);

        Schemas.assertValid(Schemas.COMPARISONS, json);
        assertThat(JsonReport.render(
                        shards.merge(states.toArray(new Path[0])).judge(LIMITS),
                        new ReportContext("1", "a check", false)))
                .isEqualTo(json);
        assertThat(inOrder.parts())
                .extracting(Part::state)
                .startsWith("shard0.state", "shard1.state")
                .hasSize(7);
        assertThat(inOrder.reference().file()).isEqualTo("shard0-reference.kld and 6 more");
        assertThat(inOrder.reference().content().orElseThrow().bytes()).isEqualTo(REFERENCE.length + 6 * 20);
    }

    @Test
    void oneFileGivenTwiceCountsOnce() throws IOException {
        Path state = shard("a", 0, 7);

        assertThat(shards.merged(state, folder.resolve("x/../a.state")).parts()).hasSize(1);
    }

    @Test
    void eachConvertedModelIsMergedByItself() throws IOException {
        byte[] other = run(7, 1, 30);
        Path[] states = new Path[2];
        for (int part = 0; part < 2; part++) {
            int from = 3 * part;
            int to = 3 + 4 * part;
            Path reference = shards.file("r" + part + ".kld", KldFixture.chunks(REFERENCE, from, to));
            Path q4 = shards.file("q4" + part + ".kld", KldFixture.chunks(TEST, from, to));
            Path q8 = shards.file("q8" + part + ".kld", KldFixture.chunks(other, from, to));
            states[part] = shards.state(
                    "both" + part, pair("f16", "m-Q8_0", reference, q8), pair("f16", "m-Q4_0", reference, q4));
        }

        GateReport report = shards.merge(states).judge(LIMITS);

        assertThat(report.comparisons())
                .extracting(comparison -> comparison.test().model())
                .containsExactly("m-Q4_0", "m-Q8_0");
        assertThat(report.comparisons().get(1).statistics())
                .isEqualTo(shards.whole(shards.pair("whole", REFERENCE, other, 0, 7))
                        .statistics())
                .isPresent();
    }

    @Test
    void anotherNumberOfShardsThanExpectedIsRefused() throws IOException {
        List<Path> states = List.of(shard("a", 0, 2), shard("b", 2, 4));

        Comparison refused = ShardMerge.merge(states, new BaseDirectory(folder), OptionalLong.of(3))
                .judge(LIMITS)
                .comparisons()
                .get(0);

        assertThat(refused.findings())
                .extracting(Finding::message)
                .containsExactly("Q4_0: expected 3 shards, found 2: a.state, b.state. Look for the nmse-check.state of"
                        + " every shard, or correct shards");
        assertThat(ShardMerge.merge(states, new BaseDirectory(folder), OptionalLong.of(2))
                        .judge(LIMITS)
                        .verdict())
                .isNotEqualTo(Verdict.NOT_MEASURED);
    }

    @Test
    void aShardGivenTwiceIsRefused() throws IOException {
        Path state = shard("a", 0, 3);

        assertThat(refusal(state, Files.copy(state, folder.resolve("copy.state"))))
                .isEqualTo("copy.state: expected text that no other shard of Q4_0 has, found that chunk 0 of"
                        + " a-reference.kld (copy.state) is chunk 0 of a-reference.kld (a.state). Leave out the"
                        + " duplicate");
    }

    @Test
    void shardsThatOverlapAreRefused() throws IOException {
        assertThat(refusal(shard("a", 0, 4), shard("b", 2, 7)))
                .contains("chunk 0 of b-reference.kld (b.state) is chunk 2 of a-reference.kld (a.state)");
    }

    @Test
    void aTextThatRepeatsWithinOneShardIsMerged() throws IOException {
        byte[] twice = run(7, 1, 10);
        System.arraycopy(twice, 20, twice, 20 + 160, 160);
        byte[] test = TEST.clone();
        System.arraycopy(test, 20, test, 20 + 160, 160);

        assertThat(shards.merged(cut(twice, test, 7, 2)).statistics()).isPresent();
    }

    @Test
    void anotherOriginalIsRefused() throws IOException {
        Path reference = shards.file("r.kld", KldFixture.chunks(REFERENCE, 3, 7));
        Path test = shards.file("t.kld", KldFixture.chunks(TEST, 3, 7));

        assertThat(refusal(shard("a", 0, 3), shards.state("b", pair("bf16", "Q4_0", reference, test))))
                .isEqualTo("b.state: expected shards of one original, found bf16 here and f16 in a.state. Leave out the"
                        + " shards of other runs; if the names come from the files, set modelPath and convertedModel");
    }

    @Test
    void aConversionThatCoversOnlyPartOfTheTextIsRefused() throws IOException {
        Path reference = shards.file("r.kld", KldFixture.chunks(REFERENCE, 3, 7));
        Path test = shards.file("t.kld", KldFixture.chunks(TEST, 3, 7));

        assertThat(refusal(shard("a", 0, 3), shards.state("b", pair("f16", "Q8_0", reference, test))))
                .isEqualTo("Q4_0: expected the text that Q8_0 was measured on, found no shard with chunk 0 of r.kld"
                        + " (b.state). Merge all shards of both, or each model by itself");
    }

    @Test
    void anotherTextForOneConversionIsRefused() throws IOException {
        byte[] otherReference = run(7, 2, 10);
        byte[] otherTest = run(7, 2, 20);
        Path reference = shards.file("r.kld", otherReference);
        Path test = shards.file("t.kld", otherTest);

        assertThat(refusal(shard("a", 0, 7), shards.state("b", pair("f16", "Q8_0", reference, test))))
                .startsWith("Q4_0: expected the text that Q8_0 was measured on, found no shard with chunk 0 of r.kld");
    }

    @Test
    void anotherRunOfTheOriginalForOneConversionIsRefused() throws IOException {
        Path reference = shards.file("r.kld", run(7, 1, 11));
        Path test = shards.file("t.kld", TEST);

        assertThat(refusal(shard("a", 0, 7), shards.state("b", pair("f16", "Q8_0", reference, test))))
                .isEqualTo("Q8_0: expected the reference that Q4_0 was compared with, found other log-probabilities on"
                        + " the same text. Compare all conversions with one run of the original");
    }

    @Test
    void anotherContextOrVocabularyIsRefused() throws IOException {
        Path other = shards.state("b", pair("f16", "Q4_0", KldFixture.ODD_F16, KldFixture.ODD_Q4_0));

        assertThat(refusal(shard("a", 0, 7), other))
                .isEqualTo(
                        "b.state: expected one context and vocabulary, found 64 tokens over 513 here and 40 tokens over"
                                + " 97 in a.state. Run llama-perplexity with the same context for all shards");
    }

    @Test
    void anUnmeasuredShardIsRefusedWithItsReason() throws IOException {
        Path reference = shards.file("r.kld", KldFixture.chunks(REFERENCE, 3, 7));
        Path none = folder.resolve("none.kld");
        Path otherText = shards.file("other.kld", KldFixture.chunks(run(7, 3, 20), 3, 7));
        Path flat = TestData.writeFloats(folder.resolve("flat.bin"), 1, 2, 3);

        Comparison refused = shards.merged(
                shard("a", 0, 3),
                shards.state("b", pair("f16", "Q4_0", reference, none)),
                shards.state("c", pair("f16", "Q4_0", reference, otherText)),
                shards.state("d", pair("f16", "Q4_0", reference, reference)),
                shards.state("e", pair("f16", "Q4_0", flat, flat)));

        assertThat(refused.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(refused.findings())
                .hasSize(4)
                .allSatisfy(finding -> assertThat(finding.message())
                        .contains(".state: expected what was measured of Q4_0, found that nothing could be measured: ")
                        .endsWith(". Fix that and run its nmse-check again"));
        assertThat(refused.findings().get(0).message()).contains("MISSING_FILE: expected the test output of Q4_0");
        assertThat(refused.findings().get(1).message()).contains("TOKENS_DIFFER: ");
        assertThat(refused.findings().get(2).message()).contains("SAME_FILE: ");
        assertThat(refused.findings().get(3).message())
                .contains("UNUSABLE_INPUT: flat.bin: expected a .kld file as the reference, since only runs of"
                        + " llama-perplexity have shards, found another");
    }

    @Test
    void aWarningOfAShardIsKept() throws IOException {
        Path reference = shards.file("r.kld", REFERENCE);
        Path copy = shards.file("t.kld", REFERENCE);

        assertThat(shards.merged(shards.state("a", pair("f16", "Q4_0", reference, copy)))
                        .findings())
                .extracting(Finding::code)
                .containsExactly(Code.IDENTICAL_FILES);
    }

    @Test
    void allFilesThatAreNotStatesAreNamed() throws IOException {
        Path state = shard("a", 0, 7);
        Path foreign = Files.writeString(folder.resolve("b.state"), "{\"verdict\": \"PASS\"}");

        Comparison refused = shards.merged(folder.resolve("none.state"), state, foreign);

        assertThat(refused.findings())
                .extracting(Finding::message)
                .containsExactly(
                        "b.state: expected schemaVersion, found none of it, at $. Give the nmse-check.state that nmse-check"
                                + " of this version writes when shard is true, as it was written",
                        "none.state: expected a shard that nmse-check measured, found no such file. Run nmse-check with"
                                + " shard set to true first, or correct states");
        assertThat(refused.reference().model()).isEqualTo("f16");
        assertThat(shards.merged(foreign).test().model()).isEqualTo("unknown");
    }

    @Test
    void anotherTypeOfOneConversionIsRefused() throws IOException {
        MeasuredRun run =
                (MeasuredRun) StateFile.read(shard("a", 0, 3), "a.state").get(0);
        Subject subject = run.subject();
        ConversionType type = new ConversionType(Quantization.Q8_0, ConversionType.Origin.GGUF);
        Path reference = shards.file("r.kld", KldFixture.chunks(REFERENCE, 3, 7));
        Path test = shards.file("t.kld", KldFixture.chunks(TEST, 3, 7));
        Path other = shards.state("b", pair("f16", "Q4_0", reference, test));
        Path typed = folder.resolve("a.state");
        try (OutputStream out = Files.newOutputStream(typed)) {
            StateFile.write(
                    List.of(new MeasuredRun(
                            new Subject(
                                    subject.kind(),
                                    subject.dataDirectory(),
                                    subject.reference(),
                                    subject.test(),
                                    Optional.of(type)),
                            run.context(),
                            run.vocabulary(),
                            run.chunks(),
                            run.rows(),
                            run.findings(),
                            run.parts())),
                    out);
        }

        assertThat(refusal(typed, other))
                .isEqualTo("b.state: expected one type of Q4_0, found an unknown one here and Q8_0 from its GGUF in"
                        + " a.state. Merge shards of one conversion");
    }

    @Test
    void theLogSaysHowManyShardsThereAreAndWhere() throws IOException {
        GateReport several = shards.merge(cut(REFERENCE, TEST, 7, 7)).judge(LIMITS);
        GateReport one = shards.merge(shard("a", 0, 7)).judge(LIMITS);

        assertThat(new ConsoleReport(false, List.of("r.json")).render(several))
                .extracting(LogLine::text)
                .contains("Shards              7, from shard0.state to shard6.state");
        assertThat(new ConsoleReport(false, List.of("r.json")).render(one))
                .extracting(LogLine::text)
                .contains("Shards              1, in a.state");
    }

    @Test
    void theReportHasEachShard() throws IOException {
        String json = JsonReport.render(
                shards.merge(cut(REFERENCE, TEST, 7, 2)).judge(LIMITS), new ReportContext("1", "a check", false));

        JsonObject comparison = JsonParser.parseString(json)
                .getAsJsonObject()
                .getAsJsonArray("comparisons")
                .get(0)
                .getAsJsonObject();
        JsonObject second = comparison.getAsJsonArray("shards").get(1).getAsJsonObject();

        assertThat(second.keySet())
                .containsExactly("state", "rows", "referenceFile", "referenceCrc32c", "testFile", "testCrc32c");
        assertThat(second.get("state").getAsString()).isEqualTo("shard1.state");
        assertThat(second.get("rows").getAsInt()).isEqualTo(4 * 19);
        assertThat(second.get("testFile").getAsString()).isEqualTo("shard1-test.kld");
        assertThat(comparison.getAsJsonObject("reference").get("crc32c").getAsString())
                .hasSize(8);
    }
}
