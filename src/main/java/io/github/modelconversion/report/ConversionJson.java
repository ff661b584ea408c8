package io.github.modelconversion.report;

import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.MetadataEntry;
import io.github.modelconversion.conversion.TensorEntry;
import io.github.modelconversion.diagnosis.Finding;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** Renders what came of comparing originals with their GGUF files as {@code conversion-check.json}. */
public final class ConversionJson {

    private final StringWriter text = new StringWriter();
    private final SameJson json = new SameJson(text);

    private ConversionJson() {}

    /** Returns the report as JSON, with a line end at its end. */
    public static String render(List<JudgedModel> models, ReportContext context) {
        ConversionJson renderer = new ConversionJson();
        try {
            renderer.write(models, context);
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        return renderer.text + "\n";
    }

    private void write(List<JudgedModel> models, ReportContext context) throws IOException {
        json.beginObject();
        json.name("schemaVersion").value(JsonReport.SCHEMA_VERSION);
        json.name("tool").beginObject();
        json.name("name").value(JsonReport.TOOL);
        json.name("version").value(context.toolVersion());
        json.endObject();
        json.name("check").value(context.name());
        json.name("onlyWarns").value(context.onlyWarn());
        json.name("verdict").value(verdict(models).name());
        json.name("models").beginArray();
        for (JudgedModel model : models) {
            write(model);
        }
        json.endArray();
        json.endObject();
    }

    /** FAIL where one fails, else NOT_MEASURED where a part of one is not measured. */
    private static JudgedModel.Verdict verdict(List<JudgedModel> models) {
        List<JudgedModel.Verdict> verdicts =
                models.stream().map(JudgedModel::verdict).toList();
        if (verdicts.contains(JudgedModel.Verdict.FAIL)) {
            return JudgedModel.Verdict.FAIL;
        }
        return verdicts.contains(JudgedModel.Verdict.NOT_MEASURED)
                ? JudgedModel.Verdict.NOT_MEASURED
                : JudgedModel.Verdict.PASS;
    }

    private void write(JudgedModel model) throws IOException {
        json.beginObject();
        json.name("original").value(model.original().name());
        json.name("converted").value(model.converted().name());
        json.name("architecture").value(model.comparison().architecture());
        json.name("verdict").value(model.verdict().name());
        if (model.checks().contains(JudgedModel.Check.METADATA)) {
            json.name("metadata").beginArray();
            for (MetadataEntry entry : model.comparison().metadata().entries()) {
                write(entry);
            }
            json.endArray();
        }
        if (model.checks().contains(JudgedModel.Check.WEIGHTS)) {
            json.name("tensors").beginArray();
            for (TensorEntry entry : model.comparison().tensors().entries()) {
                write(entry);
            }
            json.endArray();
        }
        writeFindings("findings", model.findings());
        writeFindings("accepted", model.accepted());
        json.endObject();
    }

    private void write(MetadataEntry entry) throws IOException {
        json.beginObject();
        json.name("key").value(entry.key());
        json.name("original").value(entry.original().isEmpty() ? null : entry.original());
        json.name("converted").value(entry.converted().isEmpty() ? null : entry.converted());
        json.name("verdict").value(entry.verdict().name());
        json.endObject();
    }

    private void write(TensorEntry entry) throws IOException {
        json.beginObject();
        json.name("name").value(entry.name());
        json.name("source").beginArray();
        for (String source : entry.sources()) {
            json.value(source);
        }
        json.endArray();
        json.name("operation").value(entry.operation().name());
        writeShape("expectedShape", entry.expected());
        writeShape("shape", entry.found());
        json.name("verdict").value(entry.verdict().name());
        json.endObject();
    }

    private void writeShape(String name, List<Long> sizes) throws IOException {
        json.name(name).beginArray();
        for (Long size : sizes) {
            json.value(size.longValue());
        }
        json.endArray();
    }

    private void writeFindings(String name, List<Finding> findings) throws IOException {
        json.name(name).beginArray();
        for (Finding finding : findings) {
            json.beginObject();
            json.name("code").value(finding.code().name());
            json.name("severity").value(finding.severity().name());
            json.name("message").value(finding.message());
            json.name("evidence").beginObject();
            for (Map.Entry<String, Number> number : finding.evidence().entrySet()) {
                json.name(number.getKey()).value(number.getValue());
            }
            json.endObject();
            json.endObject();
        }
        json.endArray();
    }
}
