package io.github.modelconversion.maven.parameter;

import io.github.modelconversion.result.output.ElementType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The element types of files without a header.
 *
 * @param reference the type of the reference's values
 * @param test the type of the test's values
 */
public record ElementTypes(ElementType reference, ElementType test) {

    /** Parses one type for both sides, or two separated by a comma, the reference's first. */
    public static ElementTypes of(Setting setting) throws MojoExecutionException {
        String[] types = setting.text()
                .orElse(ElementType.FLOAT32.abbreviation())
                .strip()
                .split("\\s*,\\s*", -1);
        Optional<ElementType> reference = named(types[0]);
        Optional<ElementType> test = named(types[types.length - 1]);
        if (types.length > 2 || reference.isEmpty() || test.isEmpty()) {
            String all = Arrays.stream(ElementType.values())
                    .filter(ElementType::isFloat)
                    .map(ElementType::abbreviation)
                    .collect(Collectors.joining(", "));
            throw setting.invalid(
                    "one of: " + all + "; or two of them, the reference's and the test's, such as f32,f16");
        }
        return new ElementTypes(reference.get(), test.get());
    }

    private static Optional<ElementType> named(String abbreviation) {
        for (ElementType type : ElementType.values()) {
            if (type.isFloat() && type.abbreviation().equalsIgnoreCase(abbreviation)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
