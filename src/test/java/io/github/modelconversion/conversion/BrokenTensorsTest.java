package io.github.modelconversion.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.conversion.tensor.TensorEntry;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Breaks one tensor in a real pair: exactly that is found, with names and shapes. */
class BrokenTensorsTest {

    @TempDir
    private Path directory;

    private void assertFinds(Pair pair, Code code, String... parts) throws IOException {
        List<Finding> findings = pair.findings(directory);
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).code()).isEqualTo(code);
        assertThat(findings.get(0).severity()).isEqualTo(Severity.FAIL);
        assertThat(findings.get(0).message()).contains(parts);
    }

    @Test
    void findsAMissingTensor() throws IOException {
        Pair pair = Pair.real("llama");
        pair.converted().withoutTensor("blk.1.ffn_up.weight");

        assertFinds(pair, Code.WEIGHT_MISSING, "blk.1.ffn_up.weight", "model.layers.1.mlp.up_proj.weight");
    }

    @Test
    void listsTensorsInTheOrderOfTheFileAndMissingOnesLast() throws IOException {
        Pair pair = Pair.real("llama");
        pair.converted().withoutTensor("blk.0.attn_q.weight");
        List<String> inFile = pair.converted().tensorNames();

        List<TensorEntry> entries = pair.compare(directory).tensors().entries();

        assertThat(entries.stream().map(TensorEntry::name))
                .containsExactlyElementsOf(Stream.concat(inFile.stream(), Stream.of("blk.0.attn_q.weight"))
                        .toList());
        assertThat(inFile)
                .doesNotHaveDuplicates()
                .isNotEqualTo(inFile.stream().sorted().toList());
        assertThat(entries.get(entries.size() - 1).finding()).contains(Code.WEIGHT_MISSING);
        assertThat(entries.get(0).finding()).isEmpty();
    }

    @Test
    void findsDroppedBiases() throws IOException {
        Pair pair = Pair.real("qwen2");
        pair.converted().withoutTensor("blk.0.attn_k.bias");

        assertFinds(pair, Code.WEIGHT_MISSING, "blk.0.attn_k.bias", "model.layers.0.self_attn.k_proj.bias");
    }

    @Test
    void findsATensorThatFollowsFromNoOriginalOne() throws IOException {
        Pair pair = Pair.real("llama");
        pair.converted().tensor("blk.0.attn_q.bias", 256);

        assertFinds(pair, Code.WEIGHT_UNEXPECTED, "blk.0.attn_q.bias [256]");
    }

    @Test
    void findsBothNamesOfAMisnamedTensor() throws IOException {
        Pair pair = Pair.real("llama");
        pair.converted().renamed("blk.1.attn_norm.weight", "blk.1.attn_q_norm.weight");

        assertThat(pair.findings(directory))
                .extracting(Finding::code)
                .containsExactly(Code.WEIGHT_MISSING, Code.WEIGHT_UNEXPECTED);
    }

    @Test
    void findsSwappedDimensions() throws IOException {
        Pair pair = Pair.real("llama");
        pair.converted().reshaped("blk.0.ffn_down.weight", 256, 512);

        assertFinds(
                pair,
                Code.WEIGHT_SHAPE,
                "blk.0.ffn_down.weight is [256, 512]",
                "model.layers.0.mlp.down_proj.weight gives [512, 256]");
    }

    @Test
    void findsAMissingTransposition() throws IOException {
        Pair pair = Pair.real("gpt2");
        pair.converted().reshaped("blk.0.attn_qkv.weight", 768, 256);

        assertFinds(pair, Code.WEIGHT_SHAPE, "blk.0.attn_qkv.weight is [768, 256]", "gives [256, 768]");
    }

    @Test
    void findsAMissingExpert() throws IOException {
        Pair pair = Pair.real("mixtral");
        pair.converted().reshaped("blk.0.ffn_down_exps.weight", 256, 256, 3);

        assertFinds(
                pair,
                Code.WEIGHT_SHAPE,
                "blk.0.ffn_down_exps.weight is [256, 256, 3]",
                "experts.0.w2.weight",
                "experts.3.w2.weight",
                "4 tensors",
                "[256, 256, 4]");
    }

    @Test
    void findsAVocabularyOfTheWrongSize() throws IOException {
        Pair pair = Pair.real("llama");
        pair.converted().reshaped("token_embd.weight", 256, 500);

        assertFinds(pair, Code.WEIGHT_SHAPE, "token_embd.weight is [256, 500]", "[256, 512]");
    }

    @Test
    void findsAnEmbeddingOfOneDimension() throws IOException {
        Pair pair = Pair.real("llama");
        pair.converted().reshaped("token_embd.weight", 256 * 512);

        assertFinds(pair, Code.WEIGHT_SHAPE, "token_embd.weight is [131072]", "[256, 512]");
    }

    @Test
    void acceptsOnlyTheRowsThatGemma3Drops() throws IOException {
        Pair pair = Pair.real("gemma3");
        pair.original().tensor("model.embed_tokens.weight", 600, 256);
        assertThat(pair.findings(directory)).isEmpty();

        pair.converted().reshaped("token_embd.weight", 256, 601);
        assertFinds(pair, Code.WEIGHT_SHAPE, "[256, 601]");
    }

    @Test
    void findsFewerRowsThanTokens() throws IOException {
        Pair pair = Pair.real("gemma3");
        pair.converted().reshaped("token_embd.weight", 256, 500);

        assertFinds(pair, Code.WEIGHT_SHAPE, "token_embd.weight", "500 rows", "512 tokens");
    }

    /** The converter pads Mamba's list of tokens, but not its embedding. */
    @Test
    void acceptsFewerRowsThanTokensInMamba() throws IOException {
        Pair pair = new Pair(
                OriginalCopy.of("{\"architectures\": [\"MambaForCausalLM\"]}")
                        .tensor("backbone.embeddings.weight", 10, 8),
                GgufCopy.empty()
                        .text("general.architecture", "mamba")
                        .texts("tokenizer.ggml.tokens", Collections.nCopies(16, "x"))
                        .tensor("token_embd.weight", 8, 10));

        assertThat(pair.compare(directory).tensors().findings()).isEmpty();
    }

    @Test
    void reportsTheRowsOfAnEmbeddingOnce() throws IOException {
        Pair pair = Pair.real("gemma3");
        pair.converted().reshaped("token_embd.weight", 256, 601);
        assertFinds(pair, Code.WEIGHT_SHAPE, "[256, 601]");

        pair.converted().reshaped("token_embd.weight", 256, 500);
        assertThat(pair.findings(directory).get(0).evidence())
                .containsEntry("rows", 500L)
                .containsEntry("tokens", 512L);
    }

    @Test
    void reportsMissingTensorsBesidesTheRowsOfAnEmbedding() throws IOException {
        Pair pair = Pair.real("gemma3");
        pair.converted().reshaped("token_embd.weight", 256, 500).withoutTensor("blk.0.ffn_up.weight");

        assertThat(pair.findings(directory))
                .extracting(Finding::code)
                .containsExactly(Code.WEIGHT_MISSING, Code.WEIGHT_SHAPE);
    }

    @Test
    void reportsFourMissingTensorsOneByOne() throws IOException {
        Pair pair = Pair.real("llama");
        for (String name : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
            pair.converted().withoutTensor("blk.1." + name + ".weight");
        }

        assertThat(pair.findings(directory))
                .hasSize(4)
                .allSatisfy(finding -> assertThat(finding.code()).isEqualTo(Code.WEIGHT_MISSING));
    }

    @Test
    void reportsManyMissingTensorsInOneFinding() throws IOException {
        Pair pair = Pair.real("llama");
        for (String name : List.of("attn_q", "attn_k", "attn_v", "attn_output", "ffn_up")) {
            pair.converted().withoutTensor("blk.1." + name + ".weight");
        }

        assertFinds(pair, Code.WEIGHT_MISSING, "5 tensors", "blk.1.attn_k.weight");
    }

    @Test
    void needsAnOutputMatrixUnlessItIsTiedToTheEmbedding() throws IOException {
        Pair pair = Pair.real("qwen2");
        pair.original().tensor("lm_head.weight", 512, 256);
        assertThat(pair.findings(directory)).isEmpty();

        pair.original().with("tie_word_embeddings", "false");
        assertFinds(pair, Code.WEIGHT_MISSING, "output.weight", "lm_head.weight");
    }

    @Test
    void acceptsAnOutputMatrixThatRepeatsTheEmbedding() throws IOException {
        Pair pair = Pair.real("qwen2");
        pair.converted().tensor("output.weight", 256, 512);
        assertThat(pair.findings(directory)).isEmpty();

        pair.converted().reshaped("output.weight", 256, 511);
        assertFinds(pair, Code.WEIGHT_SHAPE, "output.weight is [256, 511]", "model.embed_tokens.weight");
    }

    @Test
    void needsTheFrequenciesOfLlama3sScaling() throws IOException {
        Pair pair = Pair.real("llama");
        pair.original()
                .with(
                        "rope_parameters",
                        "{\"rope_theta\": 10000.0, \"rope_type\": \"llama3\", \"factor\": 8.0,"
                                + " \"low_freq_factor\": 1.0, \"high_freq_factor\": 4.0,"
                                + " \"original_max_position_embeddings\": 128}");
        assertFinds(pair, Code.WEIGHT_MISSING, "rope_freqs.weight");

        pair.converted().tensor("rope_freqs.weight", 16);
        assertThat(pair.findings(directory)).isEmpty();
    }

    @Test
    void needsTheFactorsOfLongRope() throws IOException {
        Pair pair = Pair.real("phi3");
        String factors = IntStream.range(0, 16).mapToObj(i -> "1.5").toList().toString();
        pair.original()
                .with("max_position_embeddings", "131072")
                .with("original_max_position_embeddings", "4096")
                .with(
                        "rope_parameters",
                        "{\"rope_theta\": 10000.0, \"rope_type\": \"longrope\", \"long_factor\": " + factors
                                + ", \"short_factor\": " + factors + "}");
        // √(1 + ln 32 / ln 4096), as in Phi 3's published 128k files.
        pair.converted()
                .uint32("phi3.context_length", 131072)
                .uint32("phi3.rope.scaling.original_context_length", 4096)
                .float32("phi3.rope.scaling.attn_factor", 1.1902380714238083)
                .tensor("rope_factors_long.weight", 16)
                .tensor("rope_factors_short.weight", 16);
        assertThat(pair.findings(directory)).isEmpty();

        pair.converted().withoutTensor("rope_factors_short.weight");
        assertFinds(pair, Code.WEIGHT_MISSING, "rope_factors_short.weight");
    }

    @Test
    void leavesOutVisionAndAudioTowers() throws IOException {
        Pair pair = Pair.real("gemma3");
        pair.original()
                .tensor("vision_tower.vision_model.encoder.layers.0.mlp.fc1.weight", 8, 8)
                .tensor("multi_modal_projector.mm_soft_emb_norm.weight", 8);

        assertThat(pair.findings(directory)).isEmpty();
        assertThat(pair.compare(directory).tensors().leftOut()).isEqualTo(2);
    }

    @Test
    void doesNotBlameTensorsIfTheOriginalHasSomeWithoutARule() throws IOException {
        Pair pair = Pair.real("llama");
        pair.original().tensor("model.layers.0.novel.weight", 8);
        pair.converted().tensor("blk.0.novel.weight", 8);

        assertThat(pair.findings(directory)).allSatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(Code.NOT_CHECKED);
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.message()).contains("novel.weight");
        });
    }

    @Test
    void doesNotCompareTensorsOfAQuantizedOriginal() throws IOException {
        Pair pair = Pair.real("llama");
        pair.original().with("quantization_config", "{\"quant_method\": \"gptq\"}");

        assertThat(pair.compare(directory).tensors().measured()).isFalse();
        assertFinds(pair, Code.NOT_CHECKED, "gptq", "modelPath");
    }

    /** The converter multiplies the scales of these in. */
    @ParameterizedTest
    @ValueSource(strings = {"fp8", "mxfp4"})
    void comparesTensorsOfOriginalsWithScaledFloats(String method) throws IOException {
        Pair pair = Pair.real("llama");
        pair.original().with("quantization_config", "{\"quant_method\": \"" + method + "\"}");

        assertThat(pair.findings(directory)).isEmpty();
    }

    /** A Llama of two blocks, followed by blocks that predict further tokens. */
    @ParameterizedTest
    @CsvSource({
        "1, blk.2.nextn.eh_proj.weight, NOT_CHECKED",
        "1, blk.2.attn_gate.weight, NOT_CHECKED",
        "1, nextn.eh_proj.weight, UNEXPECTED",
        "1, blk.0.nextn.eh_proj.weight, NOT_CHECKED",
        "1, blk.1.attn_gate.weight, UNEXPECTED",
        "0, blk.2.nextn.eh_proj.weight, UNEXPECTED",
        "0, blk.2.attn_gate.weight, UNEXPECTED"
    })
    void leavesOnlyTensorsOfPredictingBlocksUnchecked(int blocks, String name, TensorEntry.Verdict verdict)
            throws IOException {
        Pair pair = Pair.real("llama");
        pair.original().with("num_nextn_predict_layers", String.valueOf(blocks));
        pair.converted().tensor(name, 8);

        assertThat(pair.compare(directory).tensors().entries())
                .filteredOn(entry -> entry.name().equals(name))
                .singleElement()
                .satisfies(entry -> assertThat(entry.verdict()).isEqualTo(verdict));
    }

    @Test
    void knowsPredictingBlocksByTheirNumber() throws IOException {
        Pair pair = Pair.real("gpt2");
        pair.original().tensor("transformer.h.2.novel.weight", 8);
        pair.converted().tensor("blk.2.novel.weight", 8);

        assertThat(pair.compare(directory).tensors().leftOut()).isEqualTo(1);
        assertThat(pair.compare(directory).tensors().count(TensorEntry.Verdict.NOT_CHECKED))
                .isEqualTo(1);
        assertThat(pair.findings(directory))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("GGUF file: blk.2.novel.weight"));
    }

    @Test
    void takesOnlyBlocksForPredictingBlocks() throws IOException {
        Pair pair = Pair.real("llama");
        pair.original().tensor("model.novel.9.weight", 8);

        assertThat(pair.compare(directory).tensors().leftOut()).isZero();
        assertThat(pair.findings(directory))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("original: model.novel.9.weight"));
    }

    @Test
    void neverLoadsAPickleAndSaysSo() throws IOException {
        Pair pair = Pair.real("llama");
        pair.original().write(directory.resolve("original"));
        Files.move(directory.resolve("original/model.safetensors"), directory.resolve("original/pytorch_model.bin"));

        ModelComparison result = ModelComparison.of(
                io.github.modelconversion.original.OriginalFolder.read(directory.resolve("original"), "original"),
                io.github.modelconversion.input.gguf.GgufParts.read(
                        pair.converted().write(directory.resolve("m.gguf"))),
                "m.gguf",
                java.util.Set.of(Check.WEIGHTS));

        assertThat(result.metadata().findings()).isEmpty();
        assertThat(result.tensors().measured()).isFalse();
        assertThat(result.tensors().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.NOT_CHECKED);
            assertThat(finding.severity()).isEqualTo(Severity.FAIL);
            assertThat(finding.message()).contains("pytorch_model.bin", "safetensors.torch.save_file");
        });
    }
}
