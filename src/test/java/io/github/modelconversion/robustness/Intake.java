package io.github.modelconversion.robustness;

import com.sun.management.ThreadMXBean;
import io.github.modelconversion.diagnosis.Rules;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.gate.GateRequest;
import io.github.modelconversion.gate.LimitPolicy;
import io.github.modelconversion.gate.OutputRequest;
import io.github.modelconversion.gate.PairRequest;
import io.github.modelconversion.gate.Side;
import io.github.modelconversion.gguf.GgufException;
import io.github.modelconversion.gguf.GgufModel;
import io.github.modelconversion.logits.Container;
import io.github.modelconversion.logits.ElementType;
import io.github.modelconversion.logits.Head;
import io.github.modelconversion.logits.KldFile;
import io.github.modelconversion.logits.Layout;
import io.github.modelconversion.logits.LogProbabilityReader;
import io.github.modelconversion.logits.LogitsFile;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.logits.Prompt;
import io.github.modelconversion.logits.Tail;
import io.github.modelconversion.logits.Tokens;
import io.github.modelconversion.logits.UnusableInputException;
import io.github.modelconversion.logits.ValueReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a file comes in: each takes any bytes, and either reads all of them or refuses them in the documented way. */
enum Intake {
    RAW("a.bin", file -> readValues(file, ElementType.FLOAT32)),
    RAW_16("a.bin", file -> readValues(file, ElementType.BFLOAT16)),
    NPY("a.npy", file -> readValues(file, ElementType.FLOAT32)),
    TEXT("a.txt", file -> readValues(file, ElementType.FLOAT32)),
    KLD("a.kld", Intake::readKld),
    TOKENS("a-tokens.bin", file -> Tokens.read(file, "data/a-tokens.bin")),
    PROMPT("a-prompt.txt", file -> Prompt.beside(file.resolveSibling("a.bin"), "data/a.bin")),
    GGUF("a.gguf", GgufModel::read),
    /** The whole gate, with the file against itself and what lies beside it: it refuses nothing, it reports. */
    PAIR_OF_RAW("a.bin", Intake::compare),
    PAIR_OF_NPY("a.npy", Intake::compare),
    PAIR_OF_TEXT("a.txt", Intake::compare),
    PAIR_OF_KLD("a.kld", Intake::compare);

    private static final int BLOCK = 1024;

    /** What a file of a few kilobytes may take in all, also what is freed on the way. */
    private static final long MOST_MEMORY = 16 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String fileName;
    // Only references to static methods, which have no state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Reading reading;

    Intake(String fileName, Reading reading) {
        this.fileName = fileName;
        this.reading = reading;
    }

    /** Returns the name that a file must have to come in here. */
    String fileName() {
        return fileName;
    }

    /** Returns the folder of valid files to begin with. */
    String seeds() {
        String lower = name().toLowerCase(Locale.ROOT);
        return lower.replace("pair_of_", "").replace("_16", "");
    }

    /** Returns whether the gate takes the file, which throws nothing at all. */
    boolean isGate() {
        return name().startsWith("PAIR");
    }

    /**
     * Reads a small file whole.
     *
     * @return whether it was read; it was refused otherwise
     * @throws IOException when something else comes out than what is documented
     * @throws AssertionError when more memory is taken than a small file explains
     */
    boolean reads(Path file) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        boolean read = readsOrRefuses(file);
        long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (taken > MOST_MEMORY) {
            throw new AssertionError(taken + " bytes of memory taken for a file of " + Files.size(file));
        }
        return read;
    }

    /** Reads a file whole, whatever memory that takes; so for the first one, which loads classes. */
    boolean readsOrRefuses(Path file) throws IOException {
        try {
            reading.read(file);
            return true;
        } catch (UnusableInputException | GgufException refused) {
            if (isGate()) {
                throw refused;
            }
            return false;
        }
    }

    private static void readValues(Path file, ElementType type) throws IOException {
        Container container = Container.of(file).orElseThrow();
        try (LogitsFile opened = container.open(file, "data/" + file.getFileName(), type);
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

    private static void readKld(Path file) throws IOException {
        try (KldFile opened = KldFile.open(file, "data/a.kld");
                LogProbabilityReader reader = opened.reader()) {
            double[] row = new double[opened.vocabulary()];
            KldFile.NextTokens next = opened.nextTokens();
            for (int i = 0; i < opened.rows(); i++) {
                reader.read(i, row);
                next.of(i);
            }
        }
    }

    private static void compare(Path file) throws IOException {
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
            new Gate()
                    .check(new GateRequest(
                            file.resolveSibling(""),
                            List.of(pair),
                            LimitPolicy.of(List.of()),
                            Rules.DEFAULT,
                            GateRequest.Missing.FAIL,
                            ""));
        } finally {
            Files.delete(other);
        }
    }

    /** Reads a file whole. */
    @FunctionalInterface
    private interface Reading {
        void read(Path file) throws IOException;
    }
}
