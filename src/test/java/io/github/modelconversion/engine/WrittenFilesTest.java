package io.github.modelconversion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.TestData;
import io.github.modelconversion.provenance.FileMark;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of a llama-debug that cuts the name of {@code tiny.v1.gguf} at its last dot. */
class WrittenFilesTest {

    @TempDir
    private Path base;

    private Path folder;
    private Path data;

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectories(base.resolve("work/data"));
        data = base.resolve("data");
        TestData.writeFloats(folder.resolve("llamacpp-tiny.v1.bin"), 1, 2, 3);
        TestData.writeInts(folder.resolve("llamacpp-tiny.v1-tokens.bin"), 4, 5);
        Files.writeString(folder.resolve("llamacpp-tiny.v1-prompt.txt"), "Hello");
        Files.writeString(folder.resolve("llamacpp-tiny.v1.txt"), "1.5\n2.5\n3.5\n");
    }

    private WrittenFiles files(Side side, OutputKind kind, Path model) {
        Engine engine = new Engine(side, kind, base.resolve("tool"), List.of());
        return new WrittenFiles(folder, new OutputTask(engine, model, "tiny", new NamedPrompt("hello", "Hello"), data));
    }

    private WrittenFiles files() {
        return files(Side.TEST, OutputKind.LOGITS, base.resolve("tiny.v1.gguf"));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void assertIncomplete(WrittenFiles files, String message) {
        assertThatThrownBy(files::check).isInstanceOf(RunFailedException.class).hasMessage(message);
    }

    @Test
    void wholeFilesAreAccepted() throws Exception {
        files().check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"llamacpp-tiny.v1.bin", "llamacpp-tiny.v1-tokens.bin", "llamacpp-tiny.v1-prompt.txt"})
    void aMissingFileIsNamedAndTheOthersAreListed(String missing) throws IOException {
        Files.delete(folder.resolve(missing));

        assertIncomplete(files(), "did not write " + missing + ", found " + String.join(", ", names(folder)));
    }

    @Test
    void theValuesAsTextAreNotNeeded() throws Exception {
        Files.delete(folder.resolve("llamacpp-tiny.v1.txt"));

        files().check();
    }

    @Test
    void aFolderThatTheToolRemovedHasNothing() throws IOException {
        folder = base.resolve("none");
        assertIncomplete(files(), "did not write llamacpp-tiny.v1.bin, found nothing");

        Files.createDirectory(folder);
        assertIncomplete(files(), "did not write llamacpp-tiny.v1.bin, found nothing");
    }

    @Test
    void aCutFileIsFound() throws IOException {
        String why = ", which is not a whole number of float32 values of 4 bytes: the file is cut. Is the disk full?";
        Files.write(folder.resolve("llamacpp-tiny.v1.bin"), new byte[13]);
        assertIncomplete(files(), "wrote 13 bytes into llamacpp-tiny.v1.bin" + why);

        Files.write(folder.resolve("llamacpp-tiny.v1.bin"), new byte[0]);
        assertIncomplete(files(), "wrote 0 bytes into llamacpp-tiny.v1.bin" + why);
    }

    @Test
    void cutTokensAreFound() throws IOException {
        Files.write(folder.resolve("llamacpp-tiny.v1-tokens.bin"), new byte[1]);

        assertIncomplete(
                files(),
                "wrote 1 byte into llamacpp-tiny.v1-tokens.bin, which is not a whole number of token ids of 4 bytes: the"
                        + " file is cut. Is the disk full?");
    }

    @Test
    void valuesThatAreCutAtTheEndOfOneAreFoundByTheirText() throws IOException {
        Files.writeString(folder.resolve("llamacpp-tiny.v1.txt"), "1\n".repeat(70_000));

        assertIncomplete(
                files(),
                "wrote 3 values as numbers and 70000 as text (llamacpp-tiny.v1.txt): a file is cut. Is the disk full?");
    }

    /** This real model has a vocabulary of 512 tokens. */
    @Test
    void logitsAreOneForEachTokenOfTheModel() throws Exception {
        Path real = TestData.FOLDER.resolve("stories260K/gguf/stories260K-Q8_0.gguf");
        Path model = Files.copy(real, base.resolve("tiny.v1.gguf"));

        assertIncomplete(
                files(Side.TEST, OutputKind.LOGITS, model),
                "wrote 3 values into llamacpp-tiny.v1.bin, and the model has a vocabulary of 512: expected one value for"
                        + " each token");
        TestData.writeFloats(folder.resolve("llamacpp-tiny.v1.bin"), new double[512]);
        Files.writeString(folder.resolve("llamacpp-tiny.v1.txt"), "0\n".repeat(512));
        files(Side.TEST, OutputKind.LOGITS, model).check();
    }

    @Test
    void embeddingsHaveAnyNumberOfValues() throws Exception {
        Path real = TestData.FOLDER.resolve("stories260K/gguf/stories260K-Q8_0.gguf");
        Path model = Files.copy(real, base.resolve("tiny.v1.gguf"));
        for (String name : names(folder)) {
            Files.move(
                    folder.resolve(name),
                    folder.resolve(name.replaceFirst("llamacpp-tiny.v1", "llamacpp-tiny.v1-embeddings")));
        }

        files(Side.TEST, OutputKind.EMBEDDINGS, model).check();
    }

    /** The scripts for original models write neither tokens nor text, and do not cut a name. */
    @Test
    void ofTheReferenceOnlyTheValuesAreNeeded() throws Exception {
        Path model = base.resolve("tiny.v1");
        assertIncomplete(
                files(Side.REFERENCE, OutputKind.LOGITS, model),
                "did not write pytorch-tiny.v1.bin, found " + String.join(", ", names(folder)));

        TestData.writeFloats(folder.resolve("pytorch-tiny.v1.bin"), 1, 2);
        files(Side.REFERENCE, OutputKind.LOGITS, model).check();
    }

    @Test
    void filesAreMovedUnderTheNameOfTheModel() throws IOException {
        List<FileMark> marks = files().collect();

        assertThat(names(data))
                .containsExactly("llamacpp-tiny-prompt.txt", "llamacpp-tiny-tokens.bin", "llamacpp-tiny.bin");
        assertThat(TestData.floats(data.resolve("llamacpp-tiny.bin"))).containsExactly(1, 2, 3);
        assertThat(names(folder)).containsExactly("llamacpp-tiny.v1.txt");
        assertThat(marks)
                .extracting(FileMark::file)
                .containsExactly("llamacpp-tiny-tokens.bin", "llamacpp-tiny-prompt.txt", "llamacpp-tiny.bin");
        assertThat(marks).extracting(FileMark::bytes).containsExactly(8L, 5L, 12L);
    }

    @Test
    void aFileOfAnEarlierRunWithoutASuccessorIsDeleted() throws IOException {
        files().collect();
        TestData.writeFloats(folder.resolve("llamacpp-tiny.v1.bin"), 7);

        List<FileMark> marks = files().collect();

        assertThat(names(data)).containsExactly("llamacpp-tiny.bin");
        assertThat(TestData.floats(data.resolve("llamacpp-tiny.bin"))).containsExactly(7);
        assertThat(marks).extracting(FileMark::file).containsExactly("llamacpp-tiny.bin");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void aLinkIsReplacedByWhatItPointsTo() throws IOException {
        Path target = Files.move(folder.resolve("llamacpp-tiny.v1.bin"), base.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("llamacpp-tiny.v1.bin"), target);

        files().collect();
        Files.delete(target);

        assertThat(TestData.floats(data.resolve("llamacpp-tiny.bin"))).containsExactly(1, 2, 3);
    }
}
