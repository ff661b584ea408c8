package io.github.modelconversion.original;

import java.util.Locale;
import java.util.Optional;

/** Finds the scaling of rotary positions in config.json, in all places where transformers writes it. */
public final class RopeScaling {

    /** The places, newest first. */
    private static final String[] PLACES = {"rope_parameters.full_attention", "rope_parameters", "rope_scaling"};

    private RopeScaling() {}

    /** Returns the paths of a field. */
    public static String[] paths(String field) {
        String[] paths = new String[PLACES.length];
        for (int i = 0; i < paths.length; i++) {
            paths[i] = PLACES[i] + "." + field;
        }
        return paths;
    }

    /** Returns the path and name of the kind; empty if config.json does not state it. */
    public static Optional<OriginalConfig.Stated> kind(OriginalConfig config) {
        return config.find(paths("rope_type")).or(() -> config.find(paths("type")));
    }

    /** Returns the kind's name in lower case, {@code su} as {@code longrope}; empty if config.json does not state it. */
    public static Optional<String> kindName(OriginalConfig config) {
        return kind(config)
                .flatMap(stated -> OriginalConfig.text(stated.value()))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .map(name -> name.equals("su") ? "longrope" : name);
    }

    public static boolean is(OriginalConfig config, String kind) {
        return kindName(config).filter(kind::equals).isPresent();
    }
}
