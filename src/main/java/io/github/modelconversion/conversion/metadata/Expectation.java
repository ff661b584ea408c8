package io.github.modelconversion.conversion.metadata;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.store.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;

/** Derives the expected value of a GGUF hyper-parameter from the original. */
@FunctionalInterface
interface Expectation {

    /** Returns the expected value; empty if the original does not determine it. */
    Optional<Expected> of(OriginalFolder original);

    /** The value of the first of several paths in config.json that has one. */
    static Expectation stated(String... paths) {
        return original -> original.config()
                .find(paths)
                .flatMap(stated -> value(stated.value()).map(value -> Expected.of(stated.path(), value)));
    }

    /** A fixed value that the converter or llama.cpp uses by default. */
    static Expectation always(String source, Object value) {
        return original -> Optional.of(Expected.of(source, value));
    }

    /** No value: the hyper-parameter has no default. */
    static Expectation nothing() {
        return original -> Optional.empty();
    }

    /** The same, or another expectation if this one has no value. */
    default Expectation or(Expectation other) {
        return original -> of(original).or(() -> other.of(original));
    }

    /** The same, also allowing the value of another expectation, if it has one. */
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

    /** The integer quotient of two numbers. */
    default Expectation dividedBy(Expectation other) {
        return with("/", other, (one, two) -> Math.floor(one / two));
    }

    /** The same, but only if a condition holds. */
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
