package io.github.modelconversion.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.conversion.tensor.TensorEntry;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.gguf.GgufException;
import io.github.modelconversion.input.gguf.GgufParts;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Originals and GGUF files as people keep them: split into files, linked, next to other variants. */
class FormsOfModelsTest {

    @TempDir
    private Path directory;

    private static ModelComparison compare(Path original, Path converted) throws IOException {
        return ModelComparison.of(
                OriginalFolder.read(original, "original"),
                GgufParts.read(converted),
                "model.gguf",
                Set.of(Check.METADATA, Check.WEIGHTS));
    }

    private void assertRight(Path original, Path converted) throws IOException {
        ModelComparison comparison = compare(original, converted);
        assertThat(Pair.findings(comparison)).isEmpty();
        assertThat(comparison.tensors().entries())
                .hasSize(21)
                .extracting(TensorEntry::verdict)
                .containsOnly(TensorEntry.Verdict.AGREES);
    }

    private Path converted() throws IOException {
        return Pair.real("llama").converted().write(directory.resolve("model.gguf"));
    }

    /** Writes an original whose attention is in a second file. */
    private Path sharded() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("sharded"));
        JsonObject index = new JsonObject();
        for (int part = 1; part <= 2; part++) {
            OriginalCopy copy = Pair.real("llama").original();
            String file = "model-0000" + part + "-of-00002.safetensors";
            for (String name : copy.names()) {
                if (name.contains("self_attn") == (part == 1)) {
                    copy.withoutTensor(name);
                } else {
                    index.addProperty(name, file);
                }
            }
            copy.write(directory.resolve("part" + part));
            Files.move(directory.resolve("part" + part + "/model.safetensors"), folder.resolve(file));
        }
        Files.move(directory.resolve("part1/config.json"), folder.resolve("config.json"));
        JsonObject root = new JsonObject();
        root.add("weight_map", index);
        Files.writeString(folder.resolve("model.safetensors.index.json"), root.toString());
        return folder;
    }

    @Test
    void allFilesOfASplitOriginalAreRead() throws IOException {
        Path original = sharded();

        assertRight(original, converted());
        assertThat(OriginalFolder.read(original, "original").weights().files()).isEqualTo(2);
    }

    @Test
    void aMissingFileOfASplitOriginalIsNamed() throws IOException {
        Path original = sharded();
        Files.delete(original.resolve("model-00002-of-00002.safetensors"));

        assertThatThrownBy(() -> compare(original, converted()))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll("model-00002-of-00002.safetensors", "index.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../secret.safetensors", "/etc/secret.safetensors", "..\\secret.safetensors", "a/b.safetensors"})
    void anIndexMayOnlyNameFilesInItsFolder(String outside) throws IOException {
        Path original = sharded();
        Files.copy(original.resolve("model-00001-of-00002.safetensors"), directory.resolve("secret.safetensors"));
        JsonObject index = new JsonObject();
        JsonObject map = new JsonObject();
        map.addProperty("model.norm.weight", outside);
        index.add("weight_map", map);
        Files.writeString(original.resolve("model.safetensors.index.json"), index.toString());

        assertThatThrownBy(() -> compare(original, converted()))
                .hasMessageContainingAll("model.safetensors.index.json", "expected the name of a safetensors file");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights there")
    void linksIntoACacheAreFollowed() throws IOException {
        Path blobs = Files.createDirectories(directory.resolve("cache/blobs"));
        Path snapshot = Files.createDirectories(directory.resolve("cache/snapshots/0a1b2c"));
        int blob = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(sharded())) {
            for (Path file : files) {
                Path moved = Files.move(file, blobs.resolve("f00d" + blob++));
                Files.createSymbolicLink(snapshot.resolve(file.getFileName()), snapshot.relativize(moved));
            }
        }

        assertRight(snapshot, converted());
    }

    private Path split() throws IOException {
        for (int part = 0; part < 2; part++) {
            GgufCopy copy = part == 0 ? Pair.real("llama").converted() : GgufCopy.empty();
            for (String name : Pair.real("llama").converted().tensorNames()) {
                if (part == 0 && name.startsWith("blk.1.")) {
                    copy.withoutTensor(name);
                } else if (part == 1 && name.startsWith("blk.1.")) {
                    copy.tensor(name, Pair.real("llama").converted().dimensionsOf(name));
                }
            }
            copy.uint32("split.no", part).uint32("split.count", 2);
            copy.write(directory.resolve("model-0000" + (part + 1) + "-of-00002.gguf"));
        }
        return directory.resolve("model-00001-of-00002.gguf");
    }

    private Path original() throws IOException {
        Pair.real("llama").original().write(directory.resolve("original"));
        return directory.resolve("original");
    }

    @Test
    void allPartsOfASplitGgufFileAreRead() throws IOException {
        assertRight(original(), split());
    }

    @Test
    void onlyTheFirstPartOfASplitFileIsTheModel() throws IOException {
        Path original = original();
        Path second = split().resolveSibling("model-00002-of-00002.gguf");

        assertThatThrownBy(() -> compare(original, second))
                .isInstanceOf(GgufException.class)
                .hasMessageContaining("model-00001-of-00002.gguf");
    }

    @Test
    void aMissingPartIsNamed() throws IOException {
        Path first = split();
        Files.delete(first.resolveSibling("model-00002-of-00002.gguf"));

        assertThatThrownBy(() -> GgufParts.read(first))
                .isInstanceOf(GgufException.class)
                .hasMessageContaining("model-00002-of-00002.gguf");
    }

    @Test
    void aTensorInTwoPartsIsNamed() throws IOException {
        Path first = split();
        GgufCopy.empty()
                .tensor("output_norm.weight", 256)
                .uint32("split.no", 1)
                .uint32("split.count", 2)
                .write(first.resolveSibling("model-00002-of-00002.gguf"));

        assertThatThrownBy(() -> GgufParts.read(first))
                .isInstanceOf(GgufException.class)
                .hasMessageContainingAll("output_norm.weight", "expected each tensor in one part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.safetensors.index.json", "model-00001-of-00002.safetensors"})
    void aGitLfsPointerIsNamed(String file) throws IOException {
        Path original = sharded();
        Files.writeString(original.resolve(file), "/annex/objects/SHA256E-s1--00.json\n");

        assertThatThrownBy(() -> compare(original, converted()))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll("original/" + file, "git annex get");
    }

    @Test
    void anAdapterIsNotAModel() throws IOException {
        Pair pair = Pair.real("llama");
        pair.converted().text("general.type", "adapter");

        assertThatThrownBy(() -> pair.compare(directory))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll("model.gguf", "adapter", "convertedModel");
    }

    @Test
    void prunedLayersAreTwoFindingsHoweverManyTensorsTheyHave() throws IOException {
        Pair pair = Pair.real("llama");
        pair.converted().uint32("llama.block_count", 1);
        for (String name : pair.converted().tensorNames()) {
            if (name.startsWith("blk.1.")) {
                pair.converted().withoutTensor(name);
            }
        }

        assertThat(pair.findings(directory))
                .extracting(Finding::code)
                .containsExactly(Code.METADATA_DIFFERS, Code.WEIGHT_MISSING);
        assertThat(pair.findings(directory).get(1).message()).contains("9 tensors", "blk.1.");
    }

    @Test
    void multiTokenPredictionBlocksAreOptional() throws IOException {
        Pair pair = Pair.real("llama");
        pair.original().with("num_nextn_predict_layers", "1").tensor("model.layers.2.eh_proj.weight", 256, 512);
        assertThat(pair.findings(directory)).isEmpty();
        assertThat(pair.compare(directory).tensors().leftOut()).isEqualTo(1);

        pair.converted().uint32("llama.block_count", 3).tensor("blk.2.nextn.eh_proj.weight", 512, 256);
        assertThat(pair.findings(directory)).extracting(Finding::code).containsOnly(Code.NOT_CHECKED);
    }

    @Test
    void gatesAndUpProjectionsOfExpertsMayBeFused() throws IOException {
        Pair pair = Pair.real("qwen3moe");
        for (int block = 0; pair.converted().tensorNames().contains("blk." + block + ".ffn_up_exps.weight"); block++) {
            long[] up = pair.converted().dimensionsOf("blk." + block + ".ffn_up_exps.weight");
            pair.converted()
                    .withoutTensor("blk." + block + ".ffn_up_exps.weight")
                    .withoutTensor("blk." + block + ".ffn_gate_exps.weight")
                    .tensor("blk." + block + ".ffn_gate_up_exps.weight", up[0], 2 * up[1], up[2]);
        }

        assertThat(pair.findings(directory)).isEmpty();
    }
}
