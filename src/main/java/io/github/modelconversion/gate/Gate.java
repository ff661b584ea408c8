package io.github.modelconversion.gate;

import io.github.modelconversion.diagnosis.Diagnosis;
import io.github.modelconversion.diagnosis.Evidence;
import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.logits.LogitsFile;
import io.github.modelconversion.metric.Measurement;
import io.github.modelconversion.metric.Metrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gate: has each pair of outputs opened, measured and diagnosed, and judges it against the limits. It throws nothing
 * for a violation or an unusable input; the report says it.
 */
public final class Gate {

    /** Makes all comparisons of a request. */
    public GateReport check(GateRequest request) {
        return new GateReport(
                request.pairs().stream().map(pair -> compare(pair, request)).toList());
    }

    private static Comparison compare(PairRequest pair, GateRequest request) {
        try (OpenedOutput reference = OpenedOutput.open(pair.reference(), request);
                OpenedOutput test = OpenedOutput.open(pair.test(), request)) {
            List<Finding> findings = new ArrayList<>();
            Optional<Measurement> measurement = Optional.empty();
            if (reference.file().isPresent() && test.file().isPresent()) {
                LogitsFile referenceFile = reference.file().get();
                LogitsFile testFile = test.file().get();
                try {
                    measurement = measure(referenceFile, testFile);
                    findings.addAll(
                            Diagnosis.all(new Evidence(referenceFile.source(), testFile.source(), measurement)));
                } catch (IOException broken) {
                    findings.add(OpenedOutput.unusable(broken));
                }
            }
            reference.problem().ifPresent(findings::add);
            test.problem().ifPresent(findings::add);
            Metrics metrics = measurement.map(Measurement::metrics).orElse(Metrics.none());
            return new Comparison(
                    pair.dataDirectory().map(request::nameOf),
                    reference.output(),
                    test.output(),
                    measurement,
                    request.limits().stream().map(limit -> limit.judge(metrics)).toList(),
                    findings);
        }
    }

    private static Optional<Measurement> measure(LogitsFile reference, LogitsFile test) throws IOException {
        return reference.source().shape().fits(test.source().shape())
                ? Optional.of(new Measurer(reference, test).measure())
                : Optional.empty();
    }
}
