package io.github.modelconversion.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.modelconversion.conversion.part.ConversionFigures;
import io.github.modelconversion.conversion.tensor.TensorEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Correct conversions by llama.cpp's converter, checked against an oracle that matched tensors by their values. */
class RealConversionsTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "llama: 12 agree, 0 not stated, 1 default, 0 not checked; 21 of 21 tensors agree, 0 left out",
                "mixtral: 12 agree, 0 not stated, 1 default, 0 not checked; 13 of 13 tensors agree, 0 left out",
                "qwen2: 8 agree, 0 not stated, 1 default, 0 not checked; 26 of 26 tensors agree, 0 left out",
                "qwen3moe: 13 agree, 0 not stated, 2 default, 0 not checked; 15 of 15 tensors agree, 0 left out",
                "gemma2: 12 agree, 0 not stated, 3 default, 0 not checked; 24 of 24 tensors agree, 0 left out",
                "gemma3: 12 agree, 0 not stated, 2 default, 0 not checked; 28 of 28 tensors agree, 0 left out",
                "phi3: 11 agree, 0 not stated, 1 default, 0 not checked; 15 of 15 tensors agree, 0 left out",
                "gpt2: 6 agree, 0 not stated, 0 default, 0 not checked; 28 of 28 tensors agree, 0 left out",
                "starcoder2: 8 agree, 0 not stated, 1 default, 0 not checked; 19 of 19 tensors agree, 0 left out",
                "bert: 8 agree, 0 not stated, 0 default, 0 not checked; 37 of 37 tensors agree, 2 left out"
            })
    void agreeInEverything(String name, String figures) throws IOException {
        Pair pair = Pair.real(name);

        assertThat(pair.findings(directory)).isEmpty();
        assertThat(ConversionFigures.figures(pair.compare(directory))).isEqualTo(figures);
    }

    @ParameterizedTest
    @CsvSource({"llama", "mixtral", "qwen2", "qwen3moe", "gemma2", "gemma3", "phi3", "gpt2", "starcoder2", "bert"})
    void haveTheSourcesAndOperationsThatTheOracleFound(String name) throws IOException {
        JsonObject oracle = JsonParser.parseString(Files.readString(Pair.FOLDER.resolve("sources.json")))
                .getAsJsonObject()
                .getAsJsonObject(name);
        Map<String, String> expected = new TreeMap<>();
        oracle.getAsJsonObject("tensors").entrySet().forEach(tensor -> {
            JsonObject entry = tensor.getValue().getAsJsonObject();
            List<String> sources = entry.getAsJsonArray("source").asList().stream()
                    .map(JsonElement::getAsString)
                    .toList();
            expected.put(tensor.getKey(), entry.get("operation").getAsString() + " " + sources);
        });

        ModelComparison result = Pair.real(name).compare(directory);

        Map<String, String> found = result.tensors().entries().stream()
                .collect(Collectors.toMap(
                        TensorEntry::name, entry -> words(entry) + " " + entry.sources(), (a, b) -> a, TreeMap::new));
        assertThat(found).isEqualTo(expected);
        assertThat(result.tensors().leftOut())
                .isEqualTo(oracle.getAsJsonArray("unused").size());
    }

    /** Returns the tensor's origin in the oracle's words, which ignore the transposition of a vector. */
    private static String words(TensorEntry entry) {
        return switch (entry.operation()) {
            case ROPE -> "rope permutation, 32 rows a head";
            case PLUS_ONE -> "plus one";
            case TRANSPOSED -> entry.expected().size() > 1 ? "transposed" : "identity";
            case STACKED -> "stacked";
            case IDENTITY, ROWS_CUT -> "identity";
            default -> entry.operation().name();
        };
    }
}
