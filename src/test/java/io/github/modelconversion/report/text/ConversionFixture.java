package io.github.modelconversion.report.text;

import io.github.modelconversion.conversion.Acceptance;
import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.ModelComparison;
import io.github.modelconversion.conversion.architecture.Operation;
import io.github.modelconversion.conversion.metadata.MetadataResult;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.tensor.TensorEntry;
import io.github.modelconversion.conversion.tensor.TensorResult;
import io.github.modelconversion.conversion.tensor.TensorValues;
import io.github.modelconversion.conversion.vocabulary.TokenizerResult;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Conversions: a correct one, one that differs in everything, and one with an unknown architecture. */
public final class ConversionFixture {

    public static final ReportContext CONTEXT = new ReportContext("1.2.3", "tiny check", false);
    public static final ReportContext ONLY_WARNS = new ReportContext("1.2.3", "tiny check", true);

    private ConversionFixture() {}

    public static JudgedModel right(String... accept) {
        return judge(
                "right.gguf",
                new MetadataResult(true, List.of(entry("llama.a", MetadataEntry.Verdict.AGREES)), List.of()),
                new TokenizerResult(
                        true,
                        512,
                        255,
                        List.of(
                                entry("tokenizer.ggml.tokens", MetadataEntry.Verdict.AGREES),
                                entry("tokenizer.ggml.merges", MetadataEntry.Verdict.AGREES),
                                entry("tokenizer.chat_template", MetadataEntry.Verdict.AGREES)),
                        List.of()),
                new TensorResult(true, List.of(tensor("blk.0.a", TensorEntry.Verdict.AGREES)), 2, List.of()),
                accept);
    }

    public static JudgedModel wrong(String... accept) {
        return judge(
                "wrong <b>.gguf",
                new MetadataResult(
                        true,
                        List.of(
                                entry("llama.a", MetadataEntry.Verdict.AGREES),
                                entry("llama.b", MetadataEntry.Verdict.DIFFERS),
                                entry("llama.c", MetadataEntry.Verdict.NOT_STATED)),
                        List.of(finding(Code.METADATA_DIFFERS, Severity.FAIL, "a|b differ", Map.of("a", 1, "b", 2)))),
                new TokenizerResult(
                        true,
                        512,
                        0,
                        List.of(
                                entry("tokenizer.ggml.tokens", MetadataEntry.Verdict.AGREES),
                                entry("tokenizer.chat_template", MetadataEntry.Verdict.MISSING)),
                        List.of(finding(Code.CHAT_TEMPLATE_MISSING, Severity.FAIL, "none there", Map.of()))),
                new TensorResult(
                        true,
                        List.of(
                                tensor("blk.0.a", TensorEntry.Verdict.AGREES),
                                tensor("blk.0.b", TensorEntry.Verdict.MISSING),
                                tensor("blk.0.c", TensorEntry.Verdict.UNEXPECTED)),
                        0,
                        List.of(
                                finding(Code.WEIGHT_MISSING, Severity.FAIL, "b is missing", Map.of()),
                                finding(Code.WEIGHT_UNEXPECTED, Severity.FAIL, "c is new", Map.of()),
                                finding(Code.NOT_CHECKED, Severity.INFO, "no rule", Map.of()))),
                accept);
    }

    /** A model with compared values: 25 correct tensors, and a last one with rows that were not permuted. */
    public static JudgedModel withValues(String... accept) {
        List<TensorEntry> entries = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            entries.add(tensor("blk." + i + ".v", values(2.9e-5, 1, 8, Optional.empty()), TensorEntry.Verdict.AGREES));
        }
        entries.add(tensor(
                "blk.25.q",
                values(1.9, 0.05, 8, Optional.of(Code.ROPE_PERMUTATION)),
                TensorEntry.Verdict.WEIGHTS_DIFFER));
        return judge(
                "values.gguf",
                new MetadataResult(true, List.of(entry("llama.a", MetadataEntry.Verdict.AGREES)), List.of()),
                new TokenizerResult(
                        true, 512, 0, List.of(entry("tokenizer.ggml.tokens", MetadataEntry.Verdict.AGREES)), List.of()),
                new TensorResult(
                        true,
                        entries,
                        0,
                        List.of(finding(
                                Code.ROPE_PERMUTATION,
                                Severity.FAIL,
                                "q is not permuted",
                                Map.of("tensors", 1, "nmse", 1.9)))),
                accept);
    }

    /** Many tensors, each of them wrong. */
    public static JudgedModel wrongTensors(int count) {
        List<TensorEntry> entries = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(tensor(
                    "blk." + i + ".v",
                    values(0.1 + i, 1, 8, Optional.of(Code.WEIGHTS_DIFFER)),
                    TensorEntry.Verdict.WEIGHTS_DIFFER));
            findings.add(
                    finding(Code.WEIGHTS_DIFFER, Severity.FAIL, "a tensor differs", Map.of("nmse", new Counting(i))));
        }
        return judge(
                "wrong.gguf",
                new MetadataResult(true, List.of(), List.of()),
                new TokenizerResult(true, 512, 0, List.of(), List.of()),
                new TensorResult(true, entries, 0, findings));
    }

    /** A number that counts how often any of them is compared with another one. */
    public static final class Counting extends Number {

        private static final long serialVersionUID = 1;
        private static final AtomicLong COMPARISONS = new AtomicLong();

        private final int value;

        private Counting(int value) {
            this.value = value;
        }

        public static long comparisons() {
            return COMPARISONS.get();
        }

        @Override
        public int intValue() {
            return value;
        }

        @Override
        public long longValue() {
            return value;
        }

        @Override
        public float floatValue() {
            return value;
        }

        @Override
        public double doubleValue() {
            return value;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            COMPARISONS.incrementAndGet();
            return other instanceof Counting number && number.value == value;
        }

        @Override
        public int hashCode() {
            return value;
        }

        @Override
        public String toString() {
            return String.valueOf(value);
        }
    }

    /** A model with a quarter of one tensor compared. */
    public static JudgedModel sampled() {
        return judge(
                "sampled.gguf",
                new MetadataResult(true, List.of(entry("llama.a", MetadataEntry.Verdict.AGREES)), List.of()),
                new TokenizerResult(
                        true, 512, 0, List.of(entry("tokenizer.ggml.tokens", MetadataEntry.Verdict.AGREES)), List.of()),
                new TensorResult(
                        true,
                        List.of(tensor("blk.0.v", values(2.9e-5, 1, 2, Optional.empty()), TensorEntry.Verdict.AGREES)),
                        0,
                        List.of(finding(Code.NOT_CHECKED, Severity.INFO, "the rest of v", Map.of()))));
    }

    private static TensorValues values(double nmse, double slope, long weights, Optional<Code> finding) {
        return new TensorValues(
                Optional.of("Q8_0"),
                OptionalDouble.of(nmse),
                OptionalDouble.of(slope),
                OptionalDouble.of(2.86e-5),
                OptionalDouble.of(1.144e-4),
                OptionalLong.of(weights),
                finding);
    }

    public static JudgedModel unknown(String... accept) {
        Finding unknown = finding(Code.ARCHITECTURE_UNKNOWN, Severity.FAIL, "no rules", Map.of());
        return judge(
                "unknown.gguf",
                new MetadataResult(false, List.of(entry("novel.a", MetadataEntry.Verdict.AGREES)), List.of(unknown)),
                new TokenizerResult(
                        true, 512, 0, List.of(entry("tokenizer.ggml.tokens", MetadataEntry.Verdict.AGREES)), List.of()),
                new TensorResult(false, List.of(), 0, List.of(unknown)),
                accept);
    }

    public static ConversionReport report(JudgedModel... models) {
        return new ConversionReport(List.of(models), List.of());
    }

    private static Finding finding(Code code, Severity severity, String message, Map<String, Number> evidence) {
        return new Finding(code, severity, message, new java.util.TreeMap<>(evidence));
    }

    private static MetadataEntry entry(String key, MetadataEntry.Verdict verdict) {
        return new MetadataEntry(
                key,
                verdict == MetadataEntry.Verdict.NOT_STATED ? "" : "a 1",
                verdict == MetadataEntry.Verdict.MISSING ? "" : "2",
                verdict);
    }

    private static TensorEntry tensor(String name, TensorEntry.Verdict verdict) {
        return tensor(name, TensorValues.NONE, verdict);
    }

    private static TensorEntry tensor(String name, TensorValues values, TensorEntry.Verdict verdict) {
        return new TensorEntry(
                name,
                List.of("model." + name),
                Operation.IDENTITY,
                verdict == TensorEntry.Verdict.UNEXPECTED ? List.of() : List.of(4L, 2L),
                verdict == TensorEntry.Verdict.MISSING ? List.of() : List.of(4L, 2L),
                values,
                verdict);
    }

    private static JudgedModel judge(
            String file, MetadataResult metadata, TokenizerResult tokenizer, TensorResult tensors, String... accept) {
        return JudgedModel.of(
                new JudgedModel.Side("models/tiny", "LlamaForCausalLM, 1 weight file", 3),
                new JudgedModel.Side(file, "llama, F16", 3),
                new ModelComparison("llama", metadata, tokenizer, tensors),
                EnumSet.allOf(Check.class),
                Stream.of(accept)
                        .flatMap(text -> Acceptance.parse(text).stream())
                        .toList());
    }
}
