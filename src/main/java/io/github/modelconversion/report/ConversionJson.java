package io.github.modelconversion.report;

import io.github.modelconversion.conversion.Check;
import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.MetadataEntry;
import io.github.modelconversion.conversion.TensorEntry;
import io.github.modelconversion.conversion.TensorResult;
import io.github.modelconversion.conversion.tokenizer.TokenizerResult;
import io.github.modelconversion.diagnosis.Finding;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** Renders how originals and their GGUF files differ as {@code conversion-check.json}. */
final class ConversionJson {

    private final StringWriter text = new StringWriter();
    private final SameJson json = new SameJson(text);

    private ConversionJson() {}

    /** Returns the report as JSON, with a line end at its end. */
    static String render(ConversionReport report, ReportContext context) {
        ConversionJson renderer = new ConversionJson();
        try {
            renderer.write(report, context);
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        return renderer.text + "\n";
    }

    private void write(ConversionReport report, ReportContext context) throws IOException {
        json.beginObject();
        json.name("schemaVersion").value(JsonReport.SCHEMA_VERSION);
        json.name("tool").beginObject();
        json.name("name").value(JsonReport.TOOL);
        json.name("version").value(context.toolVersion());
        json.endObject();
        json.name("check").value(context.name());
        json.name("onlyWarns").value(context.onlyWarn());
        json.name("verdict").value(report.verdict().name());
        json.name("models").beginArray();
        for (JudgedModel model : report.models()) {
            write(model);
        }
        json.endArray();
        json.name("unmatchedAccept").beginArray();
        for (String text : report.unmatched()) {
            json.value(text);
        }
        json.endArray();
        json.endObject();
    }

    private void write(JudgedModel model) throws IOException {
        json.beginObject();
        json.name("original").value(model.original().name());
        json.name("converted").value(model.converted().name());
        json.name("architecture").value(model.comparison().architecture());
        json.name("verdict").value(model.verdict().name());
        json.name("checks").beginArray();
        for (Check check : model.checks()) {
            json.value(check.name());
        }
        json.endArray();
        if (model.checks().contains(Check.METADATA)) {
            json.name("metadata");
            write(model.comparison().metadata().entries());
        }
        if (model.checks().contains(Check.TOKENIZER)) {
            write(model.comparison().tokenizer());
        }
        if (model.checks().contains(Check.WEIGHTS)) {
            write(model.comparison().tensors());
        }
        writeFindings("findings", model.findings());
        writeFindings("accepted", model.accepted());
        json.endObject();
    }

    private void write(List<MetadataEntry> entries) throws IOException {
        json.beginArray();
        for (MetadataEntry entry : entries) {
            json.beginObject();
            json.name("key").value(entry.key());
            json.name("original").value(entry.original().isEmpty() ? null : entry.original());
            json.name("converted").value(entry.converted().isEmpty() ? null : entry.converted());
            json.name("verdict").value(entry.verdict().name());
            json.endObject();
        }
        json.endArray();
    }

    private void write(TokenizerResult tokenizer) throws IOException {
        json.name("tokenizer").beginObject();
        json.name("compared").value(tokenizer.measured());
        json.name("tokens").value(tokenizer.tokens());
        json.name("merges").value(tokenizer.merges());
        json.name("entries");
        write(tokenizer.entries());
        json.endObject();
    }

    private void write(TensorResult tensors) throws IOException {
        json.name("weights").beginObject();
        json.name("compared").value(tensors.measured());
        json.name("valuesCompared").value(false);
        json.name("leftOut").value(tensors.leftOut());
        json.endObject();
        json.name("tensors").beginArray();
        for (TensorEntry entry : tensors.entries()) {
            write(entry);
        }
        json.endArray();
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
