package io.github.modelconversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.report.ConsoleReport;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Limits the classes that one passing check of one vocabulary loads with all default reports: they account for most of the
 * time of a cold JVM. Each class and each lambda costs 0.1 to 0.2 ms.
 */
class LoadedClassesTest {

    private static final String OURS = "io.github.modelconversion.";
    private static final String LAMBDA = "$$Lambda";
    private static final int COUNT = 40_000;
    private static final int MOST_CLASSES = 306;
    private static final int MOST_LAMBDAS = 45;

    @TempDir
    private static Path folder;

    private static List<String> loaded = List.of();

    @BeforeAll
    static void check() throws Exception {
        Random random = new Random(3);
        ByteBuffer reference = ByteBuffer.allocate(COUNT * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer test = ByteBuffer.allocate(COUNT * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < COUNT; i++) {
            float value = (float) (8 * random.nextGaussian());
            reference.putFloat(value);
            test.putFloat(value + (float) (0.1 * random.nextGaussian()));
        }
        Files.write(folder.resolve("pytorch-tiny.bin"), reference.array());
        Files.write(folder.resolve("llamacpp-tiny-conv.bin"), test.array());
        Path log = folder.resolve("classes.txt");
        Process process = OtherJvm.start(PassingCheck.class, List.of("-Xlog:class+load:file=" + log + ":none"), folder);
        assertThat(process.waitFor()).isZero();
        try (Stream<String> lines = Files.lines(log)) {
            loaded = lines.map(line -> line.substring(0, line.indexOf(' ')))
                    .filter(name -> !name.startsWith(OURS + "LoadedClassesTest"))
                    .toList();
        }
    }

    private static List<String> ours(boolean lambdas) {
        return loaded.stream()
                .filter(name -> name.startsWith(OURS) && name.contains(LAMBDA) == lambdas)
                .toList();
    }

    @Test
    void classesAreFew() {
        assertThat(ours(false)).hasSizeBetween(100, MOST_CLASSES);
    }

    @Test
    void lambdasAreFew() {
        assertThat(ours(true)).hasSizeBetween(1, MOST_LAMBDAS);
    }

    /** The first use of either costs 20 ms. */
    @Test
    void noRecordIsComparedAndNoXmlLibraryIsNeeded() {
        assertThat(loaded)
                .noneMatch(name -> name.equals("java.lang.runtime.ObjectMethods") || name.startsWith("javax.xml."));
    }

    /** Causes are searched for only if the figures do not rule them out. */
    @Test
    void noCauseIsSearchedFor() {
        assertThat(loaded).noneMatch(name -> name.endsWith("ConstantShift") || name.endsWith("RowSample"));
    }

    static final class PassingCheck {

        private PassingCheck() {}

        public static void main(String[] arguments) throws IOException {
            Path data = Path.of(arguments[0]);
            GateRequest request = new GateRequest(
                    data,
                    List.of(new PairRequest(
                            Optional.of(data),
                            OutputRequest.inDirectory(Side.REFERENCE, OutputKind.LOGITS, "tiny", data),
                            OutputRequest.inDirectory(Side.TEST, OutputKind.LOGITS, "tiny-conv", data),
                            Optional.of(data.resolve("tiny")),
                            Optional.of(data.resolve("tiny-conv")),
                            OutputKind.LOGITS,
                            Layout.ONE_ROW)),
                    LimitPolicy.of(List.of()),
                    Strictness.DEFAULT,
                    GateRequest.Missing.FAIL,
                    "");
            GateReport report = new Gate(2, Progress.NONE).check(request);
            new ConsoleReport(false, List.of("a.html", "a.json")).render(report);
            ReportContext context = new ReportContext("1", "a default", false);
            for (ReportFormat format :
                    List.of(ReportFormat.JSON, ReportFormat.JUNIT, ReportFormat.MARKDOWN, ReportFormat.HTML)) {
                Files.writeString(data.resolve(format.name()), format.render(report, context));
            }
            if (report.verdict() != Verdict.PASS) {
                System.exit(1);
            }
        }
    }
}
