package io.github.modelconversion.maven.model;

import static io.github.modelconversion.input.tensor.NpyFixture.npy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.TestData;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.output.OutputKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tokens of a prompt of three positions. */
class PromptTokensTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        output("r.npy", 1);
        output("t.npy", 1.001);
    }

    /** Writes three rows of four logits. */
    private void output(String name, double factor) throws IOException {
        ByteBuffer values = ByteBuffer.allocate(12 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 12; i++) {
            values.putFloat((float) (factor * (i * 7 % 12)));
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, npy("<f4", false, "(3, 4)", values.array()));
    }

    private void tokens(String name, int... ids) {
        TestData.writeInts(folder.resolve(name), ids);
    }

    private PairFixture pair(String reference, String test) {
        return PairFixture.files(folder, folder.resolve(reference), folder.resolve(test));
    }

    private List<List<Long>> of(GateRequest request) {
        List<Comparison> comparisons = new Gate().check(request).comparisons();
        return comparisons.stream()
                .map(comparison -> PromptTokens.of(comparison, request))
                .toList();
    }

    @Test
    void thoseNextToTheReferenceAreReturned() {
        tokens("r-tokens.bin", 3, 0, 2);

        assertThat(of(pair("r.npy", "t.npy").request())).containsExactly(List.of(3L, 0L, 2L));
    }

    @Test
    void noneAreReturnedWithoutAFileOfThem() {
        assertThat(of(pair("r.npy", "t.npy").request())).containsExactly(List.of());
    }

    @Test
    void noneAreReturnedIfTheSidesHaveDifferentOnes() {
        tokens("r-tokens.bin", 3, 0, 2);
        tokens("t-tokens.bin", 3, 0, 1);

        assertThat(of(pair("r.npy", "t.npy").request())).containsExactly(List.of());
    }

    @Test
    void noneAreReturnedIfThePositionsAreNotThoseOfThePrompt() {
        tokens("r-tokens.bin", 3, 0);

        assertThat(of(pair("r.npy", "t.npy").request())).containsExactly(List.of());
    }

    @Test
    void noneAreReturnedWithoutDivergences() {
        tokens("r-tokens.bin", 3, 0, 2);

        assertThat(of(pair("r.npy", "t.npy").ofKind(OutputKind.EMBEDDINGS).request()))
                .containsExactly(List.of());
    }

    @Test
    void eachComparisonHasThoseOfItsOwnOutputs() throws IOException {
        output("other.npy", 1);
        tokens("r-tokens.bin", 3, 0, 2);
        tokens("other-tokens.bin", 1, 1, 1);
        GateRequest request = PairFixture.request(
                folder,
                List.of(
                        pair("r.npy", "t.npy").ofNames("a", "x").pair(),
                        pair("other.npy", "t.npy").ofNames("b", "x").pair(),
                        pair("other.npy", "t.npy").ofNames("a", "y").pair()));

        assertThat(of(request)).containsExactly(List.of(3L, 0L, 2L), List.of(1L, 1L, 1L), List.of(1L, 1L, 1L));
    }

    @Test
    void eachTensorOfADirectoryHasThoseNextToIt() throws IOException {
        for (String side : List.of("r", "t")) {
            output(side + "/a.logits.npy", side.equals("r") ? 1 : 1.001);
            output(side + "/b.logits.npy", side.equals("r") ? 1 : 1.001);
        }
        tokens("r/a.logits-tokens.bin", 3, 0, 2);
        tokens("r/b.logits-tokens.bin", 1, 1, 1);

        assertThat(of(pair("r", "t").request())).containsExactly(List.of(3L, 0L, 2L), List.of(1L, 1L, 1L));
    }
}
