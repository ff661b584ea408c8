package io.github.modelconversion.weight.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.compare.Grade;
import io.github.modelconversion.weight.compare.TensorPair;
import io.github.modelconversion.weight.compare.Tolerance;
import io.github.modelconversion.weight.compare.WeightJudge;
import io.github.modelconversion.weight.compare.WeightSample;
import io.github.modelconversion.weight.explanation.ModelOfTest.Tensor;
import io.github.modelconversion.weight.relation.Library;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Suspect;
import io.github.modelconversion.weight.source.ArrayValues;
import io.github.modelconversion.weight.source.OpenFiles;
import io.github.modelconversion.weight.source.StoredBlocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Breaks tensors of several architectures in many ways, rounds them to several types, and counts the findings. */
class FaultsOfWeightsTest {

    private static final Path TABLE = Path.of("src", "site", "resources", "tables", "weight-faults.csv");

    private static final List<Stored> TYPES = Stream.concat(
                    EnumSet.complementOf(EnumSet.of(Rounding.F32)).stream().map(type -> new Stored(type, false)),
                    Stream.of(Rounding.Q5_0, Rounding.Q4_K, Rounding.Q2_K).map(type -> new Stored(type, true)))
            .toList();

    @TempDir
    static Path folder;

    private static List<Case> cases = List.of();

    private enum Outcome {
        /** The correct relation is named. */
        NAMED,
        /** The tensor fails, but no relation is named. */
        FOUND,
        /** The tensor does not fail. */
        MISSED,
        /** A wrong relation is named. */
        WRONG
    }

    /** How weights are stored; with an importance matrix other errors are usual. */
    private record Stored(Rounding type, boolean imatrix) {

        /** Returns how a tensor is stored; vectors are not quantized. */
        Stored of(Tensor tensor) {
            return tensor.isVector() ? new Stored(Rounding.F32, imatrix) : this;
        }

        @Override
        public String toString() {
            return type + (imatrix ? " with imatrix" : "");
        }
    }

    private record Case(WeightFault fault, Stored type, String name, Outcome outcome, String sentence) {}

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
        return TYPES.stream().map(type -> {
            byte[] blocks = type.of(tensor).type().blocks(broken);
            Optional<Relation> relation = explain(model, tensor, type, blocks);
            Code said = relation.map(Relation::code).orElse(Code.WEIGHTS_DIFFER);
            Outcome outcome = judge(tensor, type, blocks) != Grade.DIFFERS
                    ? Outcome.MISSED
                    : said == fault.code() ? Outcome.NAMED : relation.isPresent() ? Outcome.WRONG : Outcome.FOUND;
            return new Case(
                    fault,
                    type,
                    model + " " + tensor.name(),
                    outcome,
                    relation.map(Relation::sentence).orElse(""));
        });
    }

    /** Judges the tensor from a file, as the goal does. */
    private static Grade judge(Tensor tensor, Stored stored, byte... blocks) {
        Rounding type = stored.of(tensor).type();
        try (OpenFiles files = new OpenFiles();
                Threads threads = Threads.start(1)) {
            Path file = Files.write(Files.createTempFile(folder, "weights", ""), blocks);
            int count = blocks.length / type.decoder().blockBytes();
            Tolerance tolerance = Tolerance.of(type.type(), stored.imatrix());
            TensorPair pair = new TensorPair(
                    () -> new ArrayValues(tensor.values()),
                    () -> new StoredBlocks(files, file, 0, count, type.decoder()),
                    tensor.values().length);
            return WeightJudge.judge(tolerance, true, pair.measure(threads, tolerance, WeightSample.ALL, done -> {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Relation> explain(ModelOfTest model, Tensor tensor, Stored stored, byte... blocks) {
        Rounding type = stored.of(tensor).type();
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
                            Matrices.of(tensor.columns(), type.values(blocks)),
                            tensor.layout(),
                            type.limit(stored.imatrix())));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void noWrongRelationIsNamed() {
        assertThat(cases).filteredOn(it -> it.outcome == Outcome.WRONG).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Rounding.class)
    void correctTensorsAreNotExplained(Rounding type) {
        Stored stored = new Stored(type, false);
        for (ModelOfTest model : ModelOfTest.values()) {
            for (Tensor tensor : model.tensors()) {
                byte[] blocks = stored.of(tensor).type().blocks(tensor.values());
                assertThat(explain(model, tensor, stored, blocks))
                        .as("%s %s", model, tensor.name())
                        .isEmpty();
                assertThat(judge(tensor, stored, blocks))
                        .as("%s %s", model, tensor.name())
                        .isEqualTo(Grade.USUAL);
            }
        }
    }

    /** {@code -DargLine=-DweightFaults=write} writes the table. */
    @Test
    void theTableOnTheSiteHasTheseCounts() throws IOException {
        assumeTrue(System.getProperty("testdata") == null);
        String head = Stream.concat(
                        Stream.of("fault", "named as"), TYPES.stream().map(Stored::toString))
                .collect(Collectors.joining(",", "", "\n"));
        String rows = Arrays.stream(WeightFault.values())
                .map(fault -> fault + "," + fault.code() + ","
                        + TYPES.stream().map(type -> outcomes(fault, type)).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", head, "\n"));
        if ("write".equals(System.getProperty("weightFaults"))) {
            Files.writeString(TABLE, rows);
        }

        assertThat(TABLE).hasContent(rows);
    }

    private static String outcomes(WeightFault fault, Stored type) {
        return Stream.of(Outcome.NAMED, Outcome.FOUND, Outcome.MISSED)
                .map(outcome -> String.valueOf(cases.stream()
                        .filter(it -> it.fault == fault && it.type.equals(type) && it.outcome == outcome)
                        .count()))
                .collect(Collectors.joining(" / "));
    }
}
