package io.github.modelconversion.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.KldFixture;
import io.github.modelconversion.OtherJvm;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.output.Layout;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If the figures of the rows need more memory than the heap has, a message says so: no PASS and no stack trace. */
class SmallHeapTest {

    private static final int MEGABYTES = 20;

    /** The figures of a row take 56 bytes. */
    private static final int ROWS = 600_000;

    private static final int WIDTH = 2;

    @TempDir
    Path folder;

    /** Compares two files on several threads; the pair is large enough to use them all. */
    static final class SmallGate {

        private SmallGate() {}

        public static void main(String[] arguments) {
            Path test = Path.of(arguments[1]);
            GateRequest request = PairFixture.files(test.getParent(), Path.of(arguments[0]), test)
                    .within(new Layout(OptionalLong.empty(), OptionalLong.of(WIDTH)))
                    .request();
            Comparison comparison =
                    new Gate(2, Progress.NONE).check(request).comparisons().get(0);
            System.out.println(
                    comparison.verdict() + " " + comparison.measurement().isPresent());
            comparison.findings().forEach(finding -> System.out.println(finding.code() + " " + finding.message()));
        }
    }

    private static double[][] rows(double error) {
        double[][] rows = new double[ROWS][];
        Arrays.setAll(rows, row -> new double[] {Math.sin(row), 2 + error * Math.cos(row)});
        return rows;
    }

    private static byte[] raw(double[][] rows) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * WIDTH * rows.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double[] row : rows) {
            for (double value : row) {
                bytes.putFloat((float) value);
            }
        }
        return bytes.array();
    }

    /** Returns one chunk with rows for its second half, which is scored. */
    private static byte[] logits(double[][] rows) {
        int context = 2 * rows.length + 2;
        return KldFixture.encode(context, WIDTH, new int[context], rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bin", "kld"})
    void rowsThatDoNotFitInMemoryAreNotMeasured(String format) throws Exception {
        Path reference = write("reference." + format, 0);
        Path test = write("test." + format, 0.01);

        Process gate =
                OtherJvm.start(SmallGate.class, List.of("-XX:+UseG1GC", "-Xmx" + MEGABYTES + "m"), reference, test);

        try (BufferedReader out = gate.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.lines())
                    .containsExactly(
                            "NOT_MEASURED false",
                            "UNUSABLE_INPUT reference." + format + " or test." + format
                                    + ": expected memory for the figures of all rows, found too little: the heap has "
                                    + MEGABYTES + " MB. Set width to the number of values in a row if rows are longer"
                                    + " than assumed, or give Maven more memory, such as"
                                    + " MAVEN_OPTS=-Xmx4g");
        } finally {
            gate.destroyForcibly();
        }
        assertThat(gate.waitFor()).isZero();
    }

    private Path write(String name, double error) throws IOException {
        double[][] rows = rows(error);
        return Files.write(folder.resolve(name), name.endsWith("kld") ? logits(rows) : raw(rows));
    }
}
