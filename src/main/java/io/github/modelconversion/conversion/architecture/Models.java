package io.github.modelconversion.conversion.architecture;

import io.github.modelconversion.original.OriginalConfig;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The models that an architecture is for.
 *
 * @param ggufName their name in {@code general.architecture}
 * @param classes their classes in config.json's {@code architectures}
 * @param conditions what else must hold for their config.json
 */
record Models(String ggufName, Set<String> classes, List<Condition> conditions) {

    Models {
        classes = Collections.unmodifiableSet(new LinkedHashSet<>(classes));
        conditions = List.copyOf(conditions);
    }

    boolean include(OriginalConfig config) {
        return config.architecture().filter(classes::contains).isPresent()
                && conditions.stream().allMatch(condition -> condition.holds(config));
    }
}
