package io.github.modelconversion.weight.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.explanation.ModelOfTest.Tensor;
import io.github.modelconversion.weight.relation.Library;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Suspect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Breaks tensors of several architectures in many ways, rounds them to several types, and counts what is said. */
class FaultsOfWeightsTest {

    private static final Path TABLE = Path.of("src", "site", "resources", "tables", "weight-faults.csv");

    private static List<Case> cases = List.of();

    private enum Outcome {
        /** The right relation is named. */
        NAMED,
        /** Nothing is said of a tensor that is outside its limit. */
        FOUND,
        /** The tensor is within its limit, and nothing is said. */
        MISSED,
        /** Something else is said. */
        WRONG
    }

    private record Case(WeightFault fault, Rounding type, String name, Outcome outcome, String sentence) {}

    @BeforeAll
    static void breakAll() {
        cases = Arrays.stream(WeightFault.values())
                .parallel()
                .flatMap(fault -> Arrays.stream(ModelOfTest.values())
                        .flatMap(model -> model.tensors().stream()
                                .flatMap(tensor -> fault.in(model, tensor)
                                        .map(values -> examine(fault, model, tensor, values))
                                        .orElse(Stream.empty()))))
                .toList();
    }

    private static Stream<Case> examine(WeightFault fault, ModelOfTest model, Tensor tensor, float... broken) {
        return Arrays.stream(Rounding.values()).map(type -> {
            float[] converted = rounded(tensor, type, broken);
            Optional<Relation> relation = explain(model, tensor, type, converted);
            Code said = relation.map(Relation::code).orElse(Code.WEIGHTS_DIFFER);
            Outcome outcome = said == fault.code()
                    ? Outcome.NAMED
                    : relation.isPresent()
                            ? Outcome.WRONG
                            : isOutside(tensor, type, converted) ? Outcome.FOUND : Outcome.MISSED;
            return new Case(
                    fault,
                    type,
                    model + " " + tensor.name(),
                    outcome,
                    relation.map(Relation::sentence).orElse(""));
        });
    }

    /** Vectors are not quantized. */
    private static float[] rounded(Tensor tensor, Rounding type, float... values) {
        return tensor.isVector() ? values : type.round(values);
    }

    private static Optional<Relation> explain(ModelOfTest model, Tensor tensor, Rounding type, float... converted) {
        Library library = (rows, columns) -> model.tensors().stream()
                .filter(other -> other.rows() == rows && other.columns() == columns)
                .map(other ->
                        new Library.Entry(other.name(), other.source(), Matrices.of(other.columns(), other.values())))
                .toList();
        try {
            return new Explainer(library)
                    .explain(new Suspect(
                            tensor.name(),
                            tensor.source(),
                            Matrices.of(tensor.columns(), tensor.values()),
                            Matrices.of(tensor.columns(), converted),
                            tensor.layout(),
                            tensor.isVector() ? 0 : type.limit()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isOutside(Tensor tensor, Rounding type, float... converted) {
        double error = 0;
        double power = 0;
        for (int i = 0; i < converted.length; i++) {
            double difference = (double) converted[i] - tensor.values()[i];
            error += difference * difference;
            power += (double) tensor.values()[i] * tensor.values()[i];
        }
        return !(error <= (tensor.isVector() ? 0 : Math.max(type.limit(), 1e-7)) * power);
    }

    @Test
    void noOtherRelationIsNamed() {
        assertThat(cases).filteredOn(it -> it.outcome == Outcome.WRONG).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Rounding.class)
    void nothingIsSaidOfTensorsThatAreRight(Rounding type) {
        for (ModelOfTest model : ModelOfTest.values()) {
            for (Tensor tensor : model.tensors()) {
                assertThat(explain(model, tensor, type, rounded(tensor, type, tensor.values())))
                        .as("%s %s", model, tensor.name())
                        .isEmpty();
            }
        }
    }

    /** {@code -DargLine=-DweightFaults=write} writes the table. */
    @Test
    void theTableOfTheSiteHasTheseCounts() throws IOException {
        assumeTrue(System.getProperty("testdata") == null);
        String head = Stream.concat(
                        Stream.of("fault", "named as"),
                        Arrays.stream(Rounding.values()).map(Rounding::name))
                .collect(Collectors.joining(",", "", "\n"));
        String rows = Arrays.stream(WeightFault.values())
                .map(fault -> fault + "," + fault.code() + ","
                        + Arrays.stream(Rounding.values())
                                .map(type -> outcomes(fault, type))
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", head, "\n"));
        if ("write".equals(System.getProperty("weightFaults"))) {
            Files.writeString(TABLE, rows);
        }

        assertThat(TABLE).hasContent(rows);
    }

    private static String outcomes(WeightFault fault, Rounding type) {
        return Stream.of(Outcome.NAMED, Outcome.FOUND, Outcome.MISSED)
                .map(outcome -> String.valueOf(cases.stream()
                        .filter(it -> it.fault == fault && it.type == type && it.outcome == outcome)
                        .count()))
                .collect(Collectors.joining(" / "));
    }
}
