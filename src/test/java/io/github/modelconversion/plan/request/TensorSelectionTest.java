package io.github.modelconversion.plan.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.SafetensorsWriter;
import io.github.modelconversion.TestData;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tensor to compare with something that has only one, such as a run of llama-perplexity. */
class TensorSelectionTest {

    @TempDir
    private Path folder;

    private List<TensorEntry> entries(Path file) throws IOException {
        return TensorEntry.list(OutputRequest.file(Side.TEST, "t", file), Path::toString)
                .entries();
    }

    private List<TensorEntry> entries(SafetensorsWriter file) throws IOException {
        return entries(file.write(folder.resolve("t.safetensors")));
    }

    private static TensorSelection named(String tensor, TensorNames.Rule... names) {
        return new TensorSelection(Optional.of(tensor), new TensorNames(List.of(names)), false);
    }

    private static String only(TensorSelection selection, List<TensorEntry> entries) throws IOException {
        return selection.only(entries, "t.safetensors").name();
    }

    private static void assertRefused(TensorSelection selection, List<TensorEntry> entries, String message) {
        assertThatThrownBy(() -> only(selection, entries))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessage("t.safetensors: " + message);
    }

    @Test
    void theOnlyTensorOfValuesIsTaken() throws IOException {
        List<TensorEntry> entries =
                entries(new SafetensorsWriter().withIntegers("ids", 1, 2).with("a", 1, 2));

        assertThat(only(TensorSelection.ALL, entries)).isEqualTo("a");
    }

    @Test
    void ofSeveralTensorsOneIsNamed() throws IOException {
        List<TensorEntry> entries =
                entries(new SafetensorsWriter().with("a", 1, 2).with("b", 3, 4));

        assertThat(only(named("b"), entries)).isEqualTo("b");
        assertThat(only(named("logits", new TensorNames.Rule("logits", "a")), entries))
                .isEqualTo("a");
        assertRefused(
                TensorSelection.ALL,
                entries,
                "expected one tensor, found 2: a, b. Name the one to compare with tensor");
        assertRefused(
                named("c"),
                entries,
                "expected one tensor called c, found 2: a, b. Name the one to compare with tensor");
    }

    @Test
    void aFileWithoutNamesTakesNone() throws IOException {
        List<TensorEntry> entries = entries(TestData.writeFloats(folder.resolve("t.bin"), 1, 2));

        assertThat(only(TensorSelection.ALL, entries)).isEmpty();
        assertRefused(
                named("a"),
                entries,
                "expected files with named tensors, since tensor is set, found values without a name. Leave tensor out");
        assertRefused(
                new TensorSelection(Optional.empty(), new TensorNames(List.of(new TensorNames.Rule("a", "b"))), false),
                entries,
                "expected files with named tensors, since tensorNames is set, found values without a name. Leave"
                        + " tensorNames out");
    }
}
