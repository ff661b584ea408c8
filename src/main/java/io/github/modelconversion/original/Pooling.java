package io.github.modelconversion.original;

import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a sentence-transformers embedding model combines the rows of all tokens into one. */
public enum Pooling {
    MEAN(1, "pooling_mode_mean_tokens", "mean"),
    CLS(2, "pooling_mode_cls_token", "cls"),
    LAST(3, "pooling_mode_lasttoken", "lasttoken");

    private static final long MOST_BYTES = 1L << 20;

    private final int number;
    private final String flag;
    private final String word;

    Pooling(int number, String flag, String word) {
        this.number = number;
        this.flag = flag;
        this.word = word;
    }

    /** Returns its number in GGUF. */
    public int number() {
        return number;
    }

    /**
     * Returns the pooling of the module in modules.json whose type ends in Pooling; empty if there is none, or GGUF has no
     * number for it.
     *
     * @throws IOException if a file is not JSON or cannot be read
     */
    static Optional<Pooling> of(Path folder, String name) throws IOException {
        Path modules = folder.resolve("modules.json");
        if (!Files.exists(modules)) {
            return Optional.empty();
        }
        for (JsonValue module :
                JsonValue.read(modules, name + "/modules.json", MOST_BYTES).items()) {
            String path = module.get("path").text();
            if (module.get("type").text().endsWith("Pooling") && path.matches("[\\w-]+")) {
                Path config = folder.resolve(path).resolve("config.json");
                return Files.exists(config)
                        ? of(JsonValue.read(config, name + "/" + path + "/config.json", MOST_BYTES))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<Pooling> of(JsonValue config) throws IOException {
        Map<String, JsonValue> fields = config.fields();
        Optional<String> mode = Optional.ofNullable(fields.get("pooling_mode")).flatMap(OriginalConfig::text);
        List<Pooling> found = Arrays.stream(values())
                .filter(pooling -> mode.isPresent()
                        ? mode.get().equals(pooling.word)
                        : Optional.ofNullable(fields.get(pooling.flag))
                                .flatMap(OriginalConfig::flag)
                                .orElse(false))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
