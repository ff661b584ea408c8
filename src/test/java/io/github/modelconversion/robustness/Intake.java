package io.github.modelconversion.robustness;

import com.sun.management.ThreadMXBean;
import io.github.modelconversion.baseline.BaselineFile;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.input.ContainerReader;
import io.github.modelconversion.input.Prompt;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.gguf.GgufException;
import io.github.modelconversion.input.gguf.GgufModel;
import io.github.modelconversion.input.kld.KldFile;
import io.github.modelconversion.input.kld.KldTokens;
import io.github.modelconversion.input.tensor.Head;
import io.github.modelconversion.input.tensor.LogProbabilityReader;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.Tail;
import io.github.modelconversion.input.tensor.Tensor;
import io.github.modelconversion.input.tensor.Tokens;
import io.github.modelconversion.input.tensor.ValueReader;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.original.tokenizer.TokenizerFolder;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.json.JsonReport;
import io.github.modelconversion.report.json.StoredReport;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import io.github.modelconversion.shard.StateFile;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place where files are read: it takes any bytes, and either reads all of them or refuses them in the documented way. */
enum Intake {
    RAW("a.bin", "raw", file -> readValues(file, ElementType.FLOAT32)),
    RAW_BFLOAT16("a.bin", "raw", file -> readValues(file, ElementType.BFLOAT16)),
    NPY("a.npy", "npy", file -> readValues(file, ElementType.FLOAT32)),
    TEXT("a.txt", "text", file -> readValues(file, ElementType.FLOAT32)),
    NPZ("a.npz", "npz", file -> readValues(file, ElementType.FLOAT32)),
    SAFETENSORS("a.safetensors", "safetensors", file -> readValues(file, ElementType.FLOAT32)),
    GGUF_TENSORS("a.gguf", "gguf_tensors", file -> readValues(file, ElementType.FLOAT32)),
    GGUF_METADATA("a.gguf", "gguf", file -> isRead(GgufModel.read(file))),
    KLD("a.kld", "kld", Intake::readKld),
    TOKENS("a-tokens.bin", "tokens", file -> isRead(Tokens.read(file, "data/a-tokens.bin"))),
    PROMPT("a-prompt.txt", "prompt", Intake::readPrompt),
    BASELINE("a.json", "baseline", file -> isRead(BaselineFile.read(file, "a.json"))),
    REPORT("nmse-check.json", "report", Intake::readReport),
    SENTENCE_PIECE(
            "tokenizer.model",
            "sentencepiece",
            file -> folder(file).sentencePieces("tokenizer.model").size() > 0),
    TOKENIZER_JSON("tokenizer.json", "tokenizer", file -> isRead(folder(file).tokenizer())),
    /** The files that conversion-check reads, each among correct ones; it compares whatever it does not refuse. */
    CHECK_CONFIG("config.json", "check_config", CheckedFiles.WHOLE::check),
    CHECK_TOKENIZER("tokenizer.json", "tokenizer", CheckedFiles.WHOLE::check),
    CHECK_TOKENIZER_CONFIG("tokenizer_config.json", "check_tokenizer_config", CheckedFiles.WHOLE::check),
    CHECK_SENTENCE_PIECE("tokenizer.model", "sentencepiece", CheckedFiles.PIECES::check),
    CHECK_VOCABULARY("vocab.json", "check_vocabulary", CheckedFiles.SPLIT_TOKENIZER::check),
    CHECK_MERGES("merges.txt", "check_merges", CheckedFiles.SPLIT_TOKENIZER::check),
    CHECK_ADDED_TOKENS("added_tokens.json", "check_added_tokens", CheckedFiles.SPLIT_TOKENIZER::check),
    CHECK_WORDS("vocab.txt", "check_words", CheckedFiles.WORDS::check),
    CHECK_SPECIAL_TOKENS("special_tokens_map.json", "check_special_tokens", CheckedFiles.TOKENS_MAP::check),
    CHECK_GENERATION("generation_config.json", "check_generation", CheckedFiles.WHOLE::check),
    CHECK_TEMPLATE("chat_template.jinja", "check_template", CheckedFiles.TEMPLATE_FILE::check),
    CHECK_MODULES("modules.json", "check_modules", CheckedFiles.WHOLE::check),
    CHECK_GGUF("model.gguf", "check_gguf", CheckedFiles.WHOLE::check),
    CHECK_QUANTIZED("model.gguf", "check_quantized", CheckedFiles.QUANTIZED::check),
    CHECK_SAFETENSORS("model.safetensors", "check_weights", CheckedFiles.WHOLE::check),
    CHECK_INDEX("model.safetensors.index.json", "check_index", CheckedFiles.SHARDS::check),
    CHECK_SHARD("model-00002-of-00002.safetensors", "check_shard", CheckedFiles.SHARDS::check),
    /** No fuzzer can guess the checksum, so it is corrected before the shards are read. */
    STATE("a.state", "state", Intake::readState),
    /** The whole gate, with the file against a copy of itself: it never refuses a file, it reports. */
    GATE_RAW("a.bin", "raw", Intake::compare),
    GATE_NPY("a.npy", "npy", Intake::compare),
    GATE_TEXT("a.txt", "text", Intake::compare),
    GATE_NPZ("a.npz", "npz", Intake::compare),
    GATE_SAFETENSORS("a.safetensors", "safetensors", Intake::compare),
    GATE_GGUF("a.gguf", "gguf_tensors", Intake::compare),
    GATE_KLD("a.kld", "kld", Intake::compare);

    private static final int BLOCK = 1024;

    /** Most bytes that reading a file of a few kilobytes may allocate, including memory freed on the way. */
    private static final long MOST_MEMORY = 16 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String fileName;
    private final String seeds;
    // Only static method references, which have no state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Reading reading;

    Intake(String fileName, String seeds, Reading reading) {
        this.fileName = fileName;
        this.seeds = seeds;
        this.reading = reading;
    }

    /** Returns the file name that this intake expects. */
    String fileName() {
        return fileName;
    }

    /** Returns the folder of valid seed files. */
    Path seeds() {
        return Path.of("src/test/resources/fuzz", seeds);
    }

    /** Returns whether the file goes to the gate, which must throw nothing. */
    boolean isGate() {
        return name().startsWith("GATE");
    }

    /** Returns whether conversion-check compares the file. */
    boolean comparesWeights() {
        return name().startsWith("CHECK");
    }

    /**
     * Reads a whole small file.
     *
     * @return whether something was read; if not, the file was refused or had nothing in it
     * @throws IOException on an outcome that is not documented
     * @throws AssertionError if a small file takes too much memory, or if the refusal does not say what was expected
     */
    boolean reads(Path file) throws IOException {
        return reads(file, MOST_MEMORY);
    }

    /** Reads a whole small file within {@code mostMemory} bytes. */
    boolean reads(Path file, long mostMemory) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        boolean read = readsOrRefuses(file);
        long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (taken > mostMemory) {
            throw new AssertionError(taken + " bytes of memory taken for a file of " + Files.size(file));
        }
        return read;
    }

    /** Reads a whole file, whatever memory that takes: for the first file, which loads classes. */
    boolean readsOrRefuses(Path file) throws IOException {
        try {
            return reading.read(file);
        } catch (UnusableInputException | GgufException | JsonException refused) {
            if (isGate()) {
                throw refused;
            }
            String message = String.valueOf(refused.getMessage());
            boolean named = refused instanceof GgufException || message.contains(fileName);
            if (!named || !message.contains("expected ")) {
                throw new AssertionError("refused without naming the file or what was expected: " + message, refused);
            }
            return false;
        }
    }

    /** Reads all values of the readable tensors; unreadable ones are reported one by one. */
    private static boolean readValues(Path file, ElementType type) throws IOException {
        Container container = Container.of(file).orElseThrow();
        boolean read = false;
        for (Tensor tensor : ContainerReader.tensors(container, file, "data/" + file.getFileName(), type)) {
            if (tensor.content() != Tensor.Content.UNREADABLE) {
                readValues(file, tensor);
                read = true;
            }
        }
        return read;
    }

    private static void readValues(Path file, Tensor tensor) throws IOException {
        try (LogitsFile opened = tensor.open();
                ValueReader reader = opened.reader()) {
            double[] values = new double[BLOCK];
            long count = opened.source().shape().count();
            for (long first = 0; first < count; first += BLOCK) {
                reader.read(first, values, (int) Math.min(BLOCK, count - first));
            }
            Head.of(opened, file);
            Tail.of(opened);
        }
    }

    private static TokenizerFolder folder(Path file) {
        return new TokenizerFolder(file.resolveSibling(""), "a");
    }

    private static boolean readPrompt(Path file) throws IOException {
        return Prompt.beside(file.resolveSibling("a.bin"), "data/a.bin").text().isPresent();
    }

    private static boolean readReport(Path file) throws IOException {
        StoredReport stored = JsonReport.read(JsonValue.read(file, "nmse-check.json", 1 << 24));
        for (ReportFormat format : ReportFormat.values()) {
            isRead(format.render(stored.report(), stored.context()));
        }
        return true;
    }

    private static final Pattern CHECKSUM = Pattern.compile("expected ([0-9a-f]{8}), the CRC-32C");

    /** Corrects the checksum of a changed file, so that more than the checksum is tested. */
    private static boolean readState(Path file) throws IOException {
        try {
            return isRead(StateFile.read(file, "a.state"));
        } catch (JsonException refused) {
            Matcher checksum = CHECKSUM.matcher(String.valueOf(refused.getMessage()));
            if (!checksum.find()) {
                throw refused;
            }
            String text = Files.readString(file)
                    .replaceFirst("\"crc32c\": \"[0-9a-f]{8}\"", "\"crc32c\": \"" + checksum.group(1) + "\"");
            return isRead(StateFile.read(Files.writeString(file, text), "a.state"));
        }
    }

    private static boolean readKld(Path file) throws IOException {
        try (KldFile opened = KldFile.open(file, "data/a.kld");
                LogProbabilityReader reader = opened.reader()) {
            double[] row = new double[opened.vocabulary()];
            KldTokens text = opened.text();
            for (int i = 0; i < opened.rows(); i++) {
                reader.read(i, row);
                text.after(i);
            }
            return opened.rows() > 0;
        }
    }

    private static boolean compare(Path file) throws IOException {
        Path other = Files.copy(file, file.resolveSibling("b-" + file.getFileName()));
        try {
            PairRequest pair = new PairRequest(
                    Optional.empty(),
                    OutputRequest.file(Side.REFERENCE, "a", file),
                    OutputRequest.file(Side.TEST, "b", other),
                    Optional.empty(),
                    Optional.of(file),
                    OutputKind.LOGITS,
                    Layout.ONE_ROW);
            return !new Gate()
                    .check(new GateRequest(
                            file.resolveSibling(""),
                            List.of(pair),
                            LimitPolicy.of(List.of()),
                            Strictness.DEFAULT,
                            GateRequest.Missing.FAIL,
                            ""))
                    .unusable();
        } finally {
            Files.delete(other);
        }
    }

    /** Returns true, as a result means that the whole file was read. */
    private static boolean isRead(Object whole) {
        return whole != null;
    }

    /** Reads a whole file, and returns whether something was in it. */
    @FunctionalInterface
    private interface Reading {
        boolean read(Path file) throws IOException;
    }
}
