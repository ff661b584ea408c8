import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs the gate on two files without Maven: {@code java EngineRun REFERENCE TEST [THREADS [REPETITIONS [WIDTH [ELEMENT_TYPE]]]]}. */
final class EngineRun {

    public static void main(String[] arguments) {
        Path reference = Path.of(arguments[0]);
        Path test = Path.of(arguments[1]);
        int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        int repetitions = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
        ElementType type = arguments.length > 5 ? ElementType.valueOf(arguments[5]) : ElementType.FLOAT32;
        OptionalLong width =
                arguments.length > 4 ? OptionalLong.of(Long.parseLong(arguments[4])) : OptionalLong.empty();
        GateRequest request = new GateRequest(
                Path.of(""),
                List.of(new PairRequest(
                        Optional.empty(),
                        OutputRequest.file(Side.REFERENCE, "reference", reference)
                                .of(type),
                        OutputRequest.file(Side.TEST, "test", test).of(type),
                        Optional.empty(),
                        Optional.empty(),
                        OutputKind.LOGITS,
                        new Layout(OptionalLong.empty(), width))),
                LimitPolicy.of(List.of()),
                Strictness.DEFAULT,
                GateRequest.Missing.FAIL,
                "");
        for (int i = 0; i < repetitions; i++) {
            long start = System.nanoTime();
            Comparison comparison = new Gate(threads, Progress.NONE)
                    .check(request)
                    .comparisons()
                    .get(0);
            long milliseconds = (System.nanoTime() - start) / 1_000_000;
            StringBuilder line = new StringBuilder(milliseconds + " ms " + comparison.verdict());
            for (Metric metric : Metric.values()) {
                comparison
                        .metrics()
                        .value(metric)
                        .ifPresent(value -> line.append(' ')
                                .append(metric.key())
                                .append(' ')
                                .append(value));
            }
            System.out.println(line);
            comparison.findings().forEach(finding -> System.out.println(finding.message()));
        }
    }
}
