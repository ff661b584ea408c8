package io.github.modelconversion.report.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLinesTest {

    private static final Finding SAMPLED = new Finding(
            Code.NOT_CHECKED,
            Severity.INFO,
            "sampled",
            Map.of("sample", 0.1, "weights", 800, "weightsCompared", 542, "tensors", 3));

    private static CheckedModel model(List<Finding> findings, List<Finding> accepted) {
        return new CheckedModel(Optional.of("m"), "models/tiny", "tiny-f16.gguf", findings, accepted);
    }

    /** An accepted finding is still true. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPassOnASampleSaysSoInEveryCombinedReport(boolean accepted) {
        CheckedModel model = accepted ? model(List.of(), List.of(SAMPLED)) : model(List.of(SAMPLED), List.of());
        GateReport report = new GateReport(List.of(), List.of(model), List.of(), List.of());
        ReportContext context = new ReportContext("1", "check", false);

        assertThat(ModelLines.line(model, "tiny"))
                .startsWith("PASS  tiny")
                .contains("sampled", "67.75 % of the weights");
        assertThat(ReportFormat.MARKDOWN.render(report, context)).contains("PASS, sampled");
        assertThat(ReportFormat.JUNIT.render(report, context)).contains("sampled", "67.75 % of the weights");
    }

    @Test
    void aPassOnAllWeightsDoesNot() {
        Finding other = new Finding(Code.NOT_CHECKED, Severity.INFO, "no rule", Map.of("tensors", 1));

        assertThat(ModelLines.line(model(List.of(other), List.of()), "tiny")).isEqualTo("PASS  tiny");
    }
}
