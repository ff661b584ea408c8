package io.github.modelconversion.conversion.metadata;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.store.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;

/** Finds in an original what a hyper-parameter of its GGUF file should be. */
@FunctionalInterface
interface Expectation {

    /** Returns what it should be; empty where the original does not say so. */
    Optional<Expected> of(OriginalFolder original);

    /** What the first of several paths in config.json says that has a value. */
    static Expectation stated(String... paths) {
        return original -> original.config()
                .find(paths)
                .flatMap(stated -> value(stated.value()).map(value -> Expected.of(stated.path(), value)));
    }

    /** A value that the converter or llama.cpp takes without being told. */
    static Expectation always(String source, Object value) {
        return original -> Optional.of(Expected.of(source, value));
    }

    /** Nothing: the hyper-parameter has no default. */
    static Expectation nothing() {
        return original -> Optional.empty();
    }

    /** What another says where this one says nothing. */
    default Expectation or(Expectation other) {
        return original -> of(original).or(() -> other.of(original));
    }

    /** The same, with another value that is right as well where there is one. */
    default Expectation orAlso(Expectation other) {
        return original -> of(original)
                .map(one -> other.of(original).map(one::orAlso).orElse(one))
                .or(() -> other.of(original));
    }

    /** The result of an operation on two numbers. */
    default Expectation with(String sign, Expectation other, DoubleBinaryOperator operator) {
        return original -> of(original)
                .flatMap(one -> other.of(original)
                        .map(two -> Expected.of(
                                one.source() + " " + sign + " " + two.source(),
                                operator.applyAsDouble(one.number(), two.number()))));
    }

    /** The sum of two numbers. */
    default Expectation plus(Expectation other) {
        return with("+", other, Double::sum);
    }

    /** The product of two numbers. */
    default Expectation times(Expectation other) {
        return with("x", other, (one, two) -> one * two);
    }

    /** The product with a number. */
    default Expectation times(double factor) {
        return original -> of(original)
                .map(one -> Expected.of(Values.shown((Object) factor) + " x " + one.source(), factor * one.number()));
    }

    /** The whole part of the quotient of two numbers. */
    default Expectation dividedBy(Expectation other) {
        return with("/", other, (one, two) -> Math.floor(one / two));
    }

    /** Only where a condition holds. */
    default Expectation where(Predicate<OriginalFolder> condition) {
        return original -> condition.test(original) ? of(original) : Optional.empty();
    }

    private static Optional<Object> value(JsonValue value) {
        Optional<Object> scalar = OriginalConfig.number(value)
                .<Object>map(number -> number)
                .or(() -> OriginalConfig.flag(value).map(flag -> flag))
                .or(() -> OriginalConfig.text(value).map(text -> text));
        return scalar.or(() -> numbers(value));
    }

    private static Optional<Object> numbers(JsonValue value) {
        List<Double> numbers = new ArrayList<>();
        for (JsonValue item : OriginalConfig.list(value).orElse(List.of())) {
            Optional<Double> number = OriginalConfig.number(item);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            numbers.add(number.get());
        }
        return numbers.isEmpty() ? Optional.empty() : Optional.of(numbers);
    }
}
