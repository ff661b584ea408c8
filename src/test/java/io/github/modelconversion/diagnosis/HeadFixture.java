package io.github.modelconversion.diagnosis;

import io.github.modelconversion.logits.Container;
import io.github.modelconversion.logits.ContainerReader;
import io.github.modelconversion.logits.ElementType;
import io.github.modelconversion.logits.Format;
import io.github.modelconversion.logits.Head;
import io.github.modelconversion.logits.LogitsFile;
import io.github.modelconversion.logits.Shape;
import io.github.modelconversion.logits.Source;
import io.github.modelconversion.logits.ValueReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The beginnings of files. */
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

    /** Returns one value that says its type. */
    static Head none() {
        try {
            return Head.of(new OneZero(), Path.of("none.txt"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A file with one value, which is 0. */
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
