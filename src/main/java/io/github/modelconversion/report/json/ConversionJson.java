package io.github.modelconversion.report.json;

import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.architecture.Operation;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.tensor.TensorEntry;
import io.github.modelconversion.conversion.tensor.TensorResult;
import io.github.modelconversion.conversion.vocabulary.TokenizerResult;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.ComparisonNames;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.store.RecordCodec;
import io.github.modelconversion.store.RecordTypes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Renders how originals and their GGUF files differ as {@code conversion-check.json}. */
public final class ConversionJson {

    private static final RecordCodec<Report> CODEC = new RecordCodec<>(
            Report.class,
            HeaderDocument.SCHEMA_VERSION,
            new RecordTypes()
                    .as(ReportContext.class, HeaderDocument.class, HeaderDocument::of)
                    .inline(Report.class, "context")
                    .inline(Model.class, "sides", "results")
                    .omitEmpty(Summary.class, "notJudged")
                    .omitEmpty(Results.class, "metadata", "tokenizer", "weights", "tensors"));

    private ConversionJson() {}

    /** The report. */
    private record Report(
            ReportContext context,
            Summary summary,
            Verdict verdict,
            List<Model> models,
            List<String> unmatchedAccept) {}

    /** A model; checks that were not requested are left out. */
    private record Model(
            Sides sides,
            Verdict verdict,
            Set<Check> checks,
            Results results,
            List<Finding> findings,
            List<Finding> accepted) {

        static Model of(JudgedModel model) {
            return new Model(
                    new Sides(
                            ComparisonNames.id(model.checked()),
                            model.original().name(),
                            model.converted().name(),
                            model.comparison().architecture()),
                    model.verdict(),
                    model.checks(),
                    Results.of(model),
                    model.findings(),
                    model.accepted());
        }
    }

    /** What was compared. */
    private record Sides(String id, String original, String converted, String architecture) {}

    /** The results of the checks. */
    private record Results(
            Optional<List<Entry>> metadata,
            Optional<Tokenizer> tokenizer,
            Optional<Weights> weights,
            Optional<List<Tensor>> tensors) {

        static Results of(JudgedModel model) {
            return new Results(
                    Optional.of(model.comparison().metadata().entries())
                            .filter(entries -> model.checks().contains(Check.METADATA))
                            .map(Entry::all),
                    Optional.of(model.comparison().tokenizer())
                            .filter(result -> model.checks().contains(Check.TOKENIZER))
                            .map(Tokenizer::of),
                    tensors(model).map(Weights::of),
                    tensors(model).map(Tensor::all));
        }

        private static Optional<TensorResult> tensors(JudgedModel model) {
            return Optional.of(model.comparison().tensors())
                    .filter(result -> model.checks().contains(Check.WEIGHTS));
        }
    }

    /** A hyper-parameter on both sides. */
    private record Entry(
            String key, Optional<String> original, Optional<String> converted, MetadataEntry.Verdict verdict) {

        static List<Entry> all(List<MetadataEntry> entries) {
            return entries.stream()
                    .map(entry -> new Entry(
                            entry.key(), stated(entry.original()), stated(entry.converted()), entry.verdict()))
                    .toList();
        }

        private static Optional<String> stated(String value) {
            return Optional.of(value).filter(text -> !text.isEmpty());
        }
    }

    /** The tokenizer. */
    private record Tokenizer(boolean compared, long tokens, long merges, List<Entry> entries) {

        static Tokenizer of(TokenizerResult result) {
            return new Tokenizer(result.measured(), result.tokens(), result.merges(), Entry.all(result.entries()));
        }
    }

    /** What was compared for all tensors. */
    private record Weights(
            boolean compared,
            boolean valuesCompared,
            boolean sampled,
            long weights,
            long weightsCompared,
            long leftOut) {

        static Weights of(TensorResult result) {
            return new Weights(
                    result.measured(),
                    result.hasValues(),
                    result.isSampled(),
                    result.weights(),
                    result.weightsCompared(),
                    result.leftOut());
        }
    }

    /** A tensor; its dimensions are listed fastest-varying first. */
    private record Tensor(
            String name,
            List<String> source,
            Operation operation,
            List<Long> expectedShape,
            List<Long> shape,
            Optional<String> type,
            OptionalDouble nmse,
            OptionalDouble slope,
            OptionalDouble usualNmse,
            OptionalDouble nmseLimit,
            OptionalLong weightsCompared,
            TensorEntry.Verdict verdict,
            Optional<Finding.Code> finding) {

        static List<Tensor> all(TensorResult result) {
            return result.entries().stream()
                    .map(entry -> new Tensor(
                            entry.name(),
                            entry.sources(),
                            entry.operation(),
                            entry.expected(),
                            entry.found(),
                            entry.values().type(),
                            entry.values().nmse(),
                            entry.values().slope(),
                            entry.values().usualNmse(),
                            entry.values().nmseLimit(),
                            entry.values().weights(),
                            entry.verdict(),
                            entry.finding()))
                    .toList();
        }
    }

    /** Returns the report as JSON, ending with a line break. */
    public static String render(ConversionReport report, ReportContext context) {
        return CODEC.write(new Report(
                context,
                Summary.of(report),
                report.verdict(),
                report.models().stream().map(Model::of).toList(),
                report.unmatched()));
    }
}
