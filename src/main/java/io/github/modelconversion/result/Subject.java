package io.github.modelconversion.result;

import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The outputs of two models to compare.
 *
 * @param kind the kind of the outputs
 * @param dataDirectory the data directory, relative to the project; empty if the files were set explicitly
 * @param reference the output of the original model
 * @param test the output of the converted model
 * @param type the storage type of the converted model; empty if unknown
 * @param pooling how the comparison takes part in a pool of prompts
 */
public record Subject(
        OutputKind kind,
        Optional<String> dataDirectory,
        Output reference,
        Output test,
        Optional<ConversionType> type,
        Pooling pooling) {

    /**
     * How a comparison takes part in a pool of prompts.
     *
     * @param judged whether limits judge the comparison; false if only the pool that it belongs to is judged
     * @param prompts the prompts of a pool, in row order; empty for a comparison of one prompt
     */
    public record Pooling(boolean judged, List<Prompt> prompts) {

        /** A comparison of one prompt that is judged by itself. */
        public static final Pooling NONE = new Pooling(true, List.of());

        /** A comparison of one prompt whose pool is judged instead. */
        public static final Pooling MEMBER = new Pooling(false, List.of());

        /** Copies the list. */
        public Pooling {
            prompts = List.copyOf(prompts);
        }

        private Pooling renamed(UnaryOperator<Optional<String>> dataDirectories) {
            return prompts.isEmpty()
                    ? this
                    : new Pooling(
                            judged,
                            prompts.stream()
                                    .map(prompt -> new Prompt(
                                            dataDirectories
                                                    .apply(Optional.of(prompt.data()))
                                                    .orElse(""),
                                            prompt.positions()))
                                    .toList());
        }

        /**
         * Returns which prompt a position of a pool belongs to, in parentheses, such as {@code  (p2/data, position 3)};
         * empty for a comparison of one prompt.
         */
        public String where(long position) {
            long before = 0;
            for (Prompt prompt : prompts) {
                if (position < before + prompt.positions()) {
                    return " (" + prompt.data() + ", position " + (position - before) + ")";
                }
                before += prompt.positions();
            }
            return "";
        }

        /** Returns a pool of prompts, which is judged. */
        public static Pooling of(List<Prompt> prompts) {
            return new Pooling(true, prompts);
        }
    }

    /**
     * One prompt of a pool, whose rows are numbered consecutively over all prompts.
     *
     * @param data its data directory, relative to the project
     * @param positions number of its rows
     */
    public record Prompt(String data, long positions) {}

    /** Creates the subject of a comparison of one prompt that is judged by itself. */
    public Subject(
            OutputKind kind,
            Optional<String> dataDirectory,
            Output reference,
            Output test,
            Optional<ConversionType> type) {
        this(kind, dataDirectory, reference, test, type, Pooling.NONE);
    }

    /** Returns this subject in another relation to a pool. */
    public Subject with(Pooling other) {
        return new Subject(kind, dataDirectory, reference, test, type, other);
    }

    /** Returns this subject with the contents of its files filled in. */
    public Subject with(Output knownReference, Output knownTest) {
        return new Subject(kind, dataDirectory, knownReference, knownTest, type, pooling);
    }

    /** Returns this subject with other names for its data directory and files. */
    Subject renamed(UnaryOperator<Optional<String>> dataDirectories, UnaryOperator<String> files) {
        return new Subject(
                kind,
                dataDirectories.apply(dataDirectory),
                reference.inFile(files.apply(reference.file())),
                test.inFile(files.apply(test.file())),
                type,
                pooling.renamed(dataDirectories));
    }

    /** Returns the tensor's name in the reference; empty if the outputs have a single unnamed tensor. */
    public Optional<String> tensor() {
        return reference.tensor().isPresent() ? reference.tensor() : test.tensor();
    }

    /** Returns the number of values per row, taken from the side that has rows; the largest long if neither is known. */
    public long width() {
        long width = Long.MAX_VALUE;
        for (Output side : List.of(reference, test)) {
            Optional<Shape> shape = side.shape();
            width = shape.isPresent() ? Math.min(width, shape.get().width()) : width;
        }
        return width;
    }

    /** Returns the number of rows, taken from the side that has rows; 1 if neither is known. */
    public long positions() {
        long positions = 1;
        for (Output side : List.of(reference, test)) {
            Optional<Shape> shape = side.shape();
            positions = shape.isPresent() ? Math.max(positions, shape.get().positions()) : positions;
        }
        return positions;
    }
}
