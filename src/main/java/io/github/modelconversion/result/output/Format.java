package io.github.modelconversion.result.output;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The storage format of a file's values.
 *
 * @param name the name in reports, such as {@code NPY_FLOAT16}: the container and the type of an element
 * @param elementType the common name of the element type
 */
public record Format(String name, String elementType) {

    /** Decimal numbers. */
    public static final Format TEXT = new Format("TEXT", "text");

    /** llama-perplexity's codes. */
    public static final Format KLD = new Format("KLD", "16-bit log-probability");

    /** Returns whether the file holds decimal numbers. */
    public boolean isText() {
        return name.equals(TEXT.name);
    }

    /** Returns the format with a given name in reports. */
    public static Optional<Format> named(String name) {
        Stream<Format> ofElements = Arrays.stream(Container.values())
                .flatMap(container -> Arrays.stream(ElementType.values()).map(type -> of(container, type)));
        return Stream.concat(Stream.of(TEXT, KLD), ofElements)
                .filter(format -> format.name.equals(name))
                .findFirst();
    }

    /** Returns the format of a container of binary elements. */
    public static Format of(Container container, ElementType type) {
        return new Format(container.name() + "_" + type.name(), type.words());
    }
}
