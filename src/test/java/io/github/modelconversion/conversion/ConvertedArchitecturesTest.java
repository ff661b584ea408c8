package io.github.modelconversion.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.modelconversion.conversion.architecture.Architecture;
import io.github.modelconversion.conversion.architecture.ArchitectureTable;
import io.github.modelconversion.conversion.tensor.TensorEntry;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.store.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tiny models, written by transformers and converted by llama.cpp: config.json, the shapes of the original's tensors, and the
 * keys and tensors of the GGUF file. Those named {@code old} have a config.json as older versions of transformers wrote it.
 * The converter loses the norms per head of {@code stablelm12} and stops: a corrected one made this model.
 */
class ConvertedArchitecturesTest {

    private static final JsonObject ALL = read();

    /** Keys that llama.cpp ignores or that the converter writes without a source. */
    private static final Pattern FREE =
            Pattern.compile(".*\\.(tensor_data_layout|classifier\\.output_labels)|mamba2?\\."
                    + "(context_length|feed_forward_length|attention\\.head_count)");

    /** Architectures without a pair; {@code ArchitecturesTest} compares their names with gguf-py's. */
    private static final Set<String> WITHOUT = Set.of("internlm2");

    @TempDir
    private Path directory;

    private static JsonObject read() {
        try (InputStream file = Files.newInputStream(Pair.FOLDER.resolve("architectures.json.gz"));
                InputStreamReader text = new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(text).getAsJsonObject();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static Set<String> all() {
        return ALL.keySet();
    }

    private Pair pair(String name) throws IOException {
        JsonObject model = ALL.getAsJsonObject(name);
        OriginalCopy original = OriginalCopy.of(model.getAsJsonObject("config").toString());
        model.getAsJsonObject("original")
                .asMap()
                .forEach((tensor, shape) -> original.tensor(tensor, longs(shape.getAsJsonArray())));
        GgufCopy converted = GgufCopy.empty();
        model.getAsJsonObject("keys").asMap().forEach((key, value) -> put(converted, key, value.getAsJsonArray()));
        model.getAsJsonObject("tensors")
                .asMap()
                .forEach((tensor, shape) -> converted.tensor(tensor, longs(shape.getAsJsonArray())));
        if (model.has("pooling")) {
            Path folder = Files.createDirectories(directory.resolve("original/1_Pooling"));
            Files.writeString(
                    folder.resolveSibling("modules.json"),
                    "[{\"path\": \"1_Pooling\", \"type\": \"sentence_transformers.models.Pooling\"}]");
            Files.writeString(
                    folder.resolve("config.json"), model.get("pooling").toString());
        }
        return new Pair(original, converted);
    }

    private static long[] longs(JsonArray array) {
        return elements(array).stream().mapToLong(JsonElement::getAsLong).toArray();
    }

    private static List<JsonElement> elements(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** Writes a key from its type and its value; for an array, from the type and values of its elements. */
    private static void put(GgufCopy file, String key, JsonArray typed) {
        JsonElement value = typed.get(typed.size() - 1);
        switch (typed.get(0).getAsString()) {
            case "uint32" -> file.uint32(key, value.getAsLong());
            case "float32" -> file.float32(key, value.getAsDouble());
            case "bool" -> file.bool(key, value.getAsBoolean());
            case "string" -> file.text(key, value.getAsString());
            case "strings" ->
                file.texts(
                        key,
                        elements(typed).stream()
                                .skip(1)
                                .map(JsonElement::getAsString)
                                .toList());
            case "float32s" -> {
                float[] values = new float[typed.size() - 1];
                for (int i = 0; i < values.length; i++) {
                    values[i] = typed.get(i + 1).getAsFloat();
                }
                file.float32s(key, values);
            }
            case "int32s" ->
                file.int32s(
                        key,
                        elements(typed).stream()
                                .skip(1)
                                .mapToInt(JsonElement::getAsInt)
                                .toArray());
            case "bools" -> {
                boolean[] values = new boolean[typed.size() - 1];
                for (int i = 0; i < values.length; i++) {
                    values[i] = typed.get(i + 1).getAsBoolean();
                }
                file.bools(key, values);
            }
            default -> throw new IllegalArgumentException(key + " " + typed);
        }
    }

    /** Returns another value of the same type. */
    private static JsonArray changed(JsonArray typed) {
        JsonArray other = typed.deepCopy();
        JsonElement value = other.remove(other.size() - 1);
        switch (typed.get(0).getAsString()) {
            case "uint32", "int32s" -> other.add(value.getAsLong() + 2);
            case "float32" -> other.add(value.getAsDouble() * 1.01 + 1e-9);
            case "float32s" -> other.add(0.5);
            case "bool", "bools" -> other.add(!value.getAsBoolean());
            default -> other.add(value.getAsString() + "x");
        }
        return other;
    }

    private static Optional<Architecture> architecture(JsonObject model) {
        try {
            return ArchitectureTable.of(
                    OriginalConfig.parse(model.getAsJsonObject("config").toString(), "config.json"),
                    model.getAsJsonObject("keys")
                            .getAsJsonArray("general.architecture")
                            .get(1)
                            .getAsString());
        } catch (JsonException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void everyArchitectureHasAPair() {
        Set<String> tried = ALL.asMap().values().stream()
                .map(JsonElement::getAsJsonObject)
                .flatMap(model -> architecture(model).stream())
                .map(Architecture::name)
                .collect(Collectors.toSet());

        assertThat(ArchitectureTable.all())
                .extracting(Architecture::name)
                .filteredOn(name -> !tried.contains(name))
                .as("architectures without a pair in architectures.json.gz: add one with pair.py")
                .containsExactlyInAnyOrderElementsOf(WITHOUT);
    }

    @ParameterizedTest
    @MethodSource("all")
    void agree(String name) throws IOException {
        ModelComparison comparison = pair(name).compare(directory);

        assertThat(Pair.findings(comparison))
                .filteredOn(finding -> finding.severity() != Severity.INFO)
                .isEmpty();
        assertThat(comparison.metadata().measured()).isTrue();
        assertThat(comparison.metadata().size()).isGreaterThan(5);
        assertThat(comparison.tensors().measured()).isTrue();
        assertThat(comparison.tensors().entries())
                .extracting(TensorEntry::verdict)
                .containsOnly(TensorEntry.Verdict.AGREES);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyChangedHyperParameterIsFound(String name) throws IOException {
        OriginalFolder original = pair(name).original().write(directory.resolve("original"));
        List<String> passing = new ArrayList<>();
        for (Map.Entry<String, JsonElement> key :
                ALL.getAsJsonObject(name).getAsJsonObject("keys").entrySet()) {
            if (FREE.matcher(key.getKey()).matches() || key.getKey().equals("general.architecture")) {
                continue;
            }
            GgufCopy converted = pair(name).converted();
            put(converted, key.getKey(), changed(key.getValue().getAsJsonArray()));
            ModelComparison comparison = Pair.compare(original, converted, directory);
            if (Pair.findings(comparison).stream().map(Finding::code).noneMatch(Code.METADATA_DIFFERS::equals)
                    && comparison.metadata().entries().stream()
                            .noneMatch(entry -> entry.key().equals(key.getKey())
                                    && entry.original().isEmpty())) {
                passing.add(key.getKey());
            }
        }

        assertThat(passing).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyMissingTensorIsFound(String name) throws IOException {
        OriginalFolder original = pair(name).original().write(directory.resolve("original"));
        List<String> ofFirstBlock = ALL.getAsJsonObject(name).getAsJsonObject("tensors").keySet().stream()
                .filter(tensor -> tensor.startsWith("blk.0.") || !tensor.startsWith("blk."))
                .toList();
        for (String tensor : ofFirstBlock) {
            GgufCopy converted = pair(name).converted().withoutTensor(tensor);

            // Without it, nothing says which of two names a classifier has.
            String expected = isVariant(original, name, tensor) ? tensor.replace("cls.output", "cls") : tensor;
            assertThat(Pair.findings(Pair.compare(original, converted, directory)))
                    .as(tensor)
                    .anySatisfy(finding -> assertThat(finding.message()).contains(expected));
        }
    }

    /** Returns whether a tensor has another name in files without it. */
    private static boolean isVariant(OriginalFolder original, String name, String tensor) {
        String architecture = ALL.getAsJsonObject(name)
                .getAsJsonObject("keys")
                .getAsJsonArray("general.architecture")
                .get(1)
                .getAsString();
        return ArchitectureTable.of(original.config(), architecture).orElseThrow().rules().values().stream()
                .flatMap(List::stream)
                .anyMatch(rule -> rule.variant() && rule.target().equals(tensor));
    }
}
