package io.github.modelconversion.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedFilesTest {

    private static final FileTime OTHER_TIME = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private List<String> names(String model) throws IOException {
        return List.copyOf(MarkedFiles.ofModel(folder.resolve(model)).files().keySet());
    }

    @Test
    void aModelFolderIsMarkedByTheFilesThatAnEngineReads() throws IOException {
        for (String name : List.of(
                "config.json",
                "model-00001-of-00002.safetensors",
                "modeling_tiny.py",
                "1_Pooling/config.json",
                "vocab.txt",
                "pytorch_model.bin",
                // Not part of the model.
                "tiny-F16.gguf",
                "README.md",
                "LICENSE.txt",
                ".gitattributes",
                ".cache/huggingface/config.json",
                "__pycache__/modeling_tiny.cpython-312.pyc",
                "images/loss.PNG")) {
            file("tiny/" + name, "x");
        }

        assertThat(names("tiny"))
                .containsExactly(
                        "1_Pooling/config.json",
                        "config.json",
                        "model-00001-of-00002.safetensors",
                        "modeling_tiny.py",
                        "pytorch_model.bin",
                        "vocab.txt");
    }

    @Test
    void filesThatNoEngineReadsDoNotCount() throws IOException {
        for (int i = 0; i < 20_000; i++) {
            file("tiny/" + i + (i % 1000 == 0 ? ".json" : ".png"), "");
        }

        assertThat(names("tiny")).hasSize(20);
    }

    @Test
    void aSplitModelHasAllItsParts() throws IOException {
        for (String name :
                List.of("a-00001-of-00002.gguf", "a-00002-of-00002.gguf", "b-00002-of-00002.gguf", "a.gguf")) {
            file(name, "x");
        }

        assertThat(names("a-00001-of-00002.gguf")).containsExactly("a-00001-of-00002.gguf", "a-00002-of-00002.gguf");
        assertThat(names("a.gguf")).containsExactly("a.gguf");
    }

    /** The CRC-32C of the nine digits is the published check value. */
    @Test
    void aMarkHasSizeAndChecksum() throws IOException {
        Path file = file("digits", "123456789");

        assertThat(new Marks().of(MarkedFiles.of(List.of(file))))
                .singleElement()
                .satisfies(mark -> {
                    assertThat(mark.file()).isEqualTo("digits");
                    assertThat(mark.bytes()).isEqualTo(9);
                    assertThat(mark.crc32c()).isEqualTo("e3069283");
                });
    }

    @Test
    void aFileThatIsListedUnderTwoNamesHasAMarkForEach() throws IOException {
        Path file = file("script", "contents");
        Marks marks = new Marks();

        List<FileMark> found = marks.of(new MarkedFiles(new TreeMap<>(Map.of("one", file, "two", file))));

        assertThat(found).extracting(FileMark::file).containsExactly("one", "two");
        assertThat(found).extracting(FileMark::crc32c).containsOnly(found.get(0).crc32c());
    }

    @Test
    void anotherTimeAloneIsNotAChange() throws IOException {
        Path file = file("model", "contents");
        MarkedFiles files = MarkedFiles.of(List.of(file));
        List<FileMark> marks = new Marks().of(files);
        Files.setLastModifiedTime(file, OTHER_TIME);

        assertThat(files.areUntouched(marks)).isFalse();
        assertThat(new Marks().fit(files, marks)).isTrue();
        assertThat(files.areUntouched(files.refreshed(marks))).isTrue();
    }

    @Test
    void otherContentsAreAChangeEvenWithTheSameTime() throws IOException {
        Path file = file("model", "contents");
        MarkedFiles files = MarkedFiles.of(List.of(file));
        Files.setLastModifiedTime(file, OTHER_TIME);
        List<FileMark> marks = new Marks().of(files);

        file("model", "Contents");
        Files.setLastModifiedTime(file, OTHER_TIME);
        assertThat(new Marks().fit(files, marks)).isFalse();

        file("model", "contents and more");
        assertThat(new Marks().fit(files, marks)).isFalse();
    }

    @Test
    void anAddedOrMissingFileIsAChange() throws IOException {
        Path one = file("one", "1");
        Path two = file("two", "2");
        List<FileMark> marks = new Marks().of(MarkedFiles.of(List.of(one, two)));

        assertThat(new Marks().fit(MarkedFiles.of(List.of(one, two)), marks)).isTrue();
        assertThat(new Marks().fit(MarkedFiles.of(List.of(one)), marks)).isFalse();
        assertThat(new Marks().fit(MarkedFiles.of(List.of(one, two, file("three", "3"))), marks))
                .isFalse();
        assertThat(new Marks().fit(MarkedFiles.of(List.of(one, file("three", "2"))), marks))
                .isFalse();
    }

    @Test
    void aDuplicateMarkDoesNotStandForAnotherFile() throws IOException {
        Path one = file("one", "1");
        Path two = file("two", "2");
        FileMark mark = new Marks().of(MarkedFiles.of(List.of(one))).get(0);

        assertThat(new Marks().fit(MarkedFiles.of(List.of(one, two)), List.of(mark, mark)))
                .isFalse();
    }

    @Test
    void aChangedFileGetsANewMark() throws IOException {
        Path file = file("model", "contents");
        Marks marks = new Marks();
        List<FileMark> before = marks.of(MarkedFiles.of(List.of(file)));

        file("model", "Contents");

        assertThat(marks.of(MarkedFiles.of(List.of(file)))).isNotEqualTo(before);
    }

    @Test
    void aMissingModelHasNoFiles() {
        assertThatThrownBy(() -> new Marks().of(MarkedFiles.ofModel(folder.resolve("absent"))))
                .isInstanceOf(IOException.class);
    }
}
