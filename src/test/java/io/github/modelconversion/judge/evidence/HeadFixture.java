package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.input.ContainerReader;
import io.github.modelconversion.input.tensor.Head;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.ValueReader;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Beginnings of files. */
final class HeadFixture {

    private HeadFixture() {}

    /** Returns the beginning of a file. */
    static Head of(Path file) {
        try (LogitsFile opened = ContainerReader.tensors(
                        Container.of(file).orElseThrow(), file, "x", ElementType.FLOAT32)
                .get(0)
                .open()) {
            return Head.of(opened, file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns one value of a known type. */
    static Head none() {
        try {
            return Head.of(new OneZero(), Path.of("none.txt"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A file with a single value, 0. */
    private static final class OneZero implements LogitsFile {

        @Override
        public Source source() {
            return new Source("none.txt", Format.TEXT, Shape.flat(1));
        }

        @Override
        public ValueReader reader() {
            return new ValueReader() {
                @Override
                public void read(long first, double[] values, int count) {
                    values[0] = 0;
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
