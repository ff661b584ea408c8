package io.github.modelconversion.conversion.architecture;

import io.github.modelconversion.original.OriginalConfig;

/**
 * A condition on config.json for an architecture to apply.
 *
 * @param wanted whether config.json must state the value, rather than must not
 * @param path the path of a hyper-parameter
 * @param value a text, which may be one of a list; if empty, any number above 0
 */
record Condition(boolean wanted, String path, String value) {

    boolean holds(OriginalConfig config) {
        return wanted == isStated(config);
    }

    private boolean isStated(OriginalConfig config) {
        if (value.isEmpty()) {
            return config.number(path).orElse(0.0) > 0;
        }
        return config.text(path).filter(value::equals).isPresent()
                || config.items(path)
                        .filter(items -> items.stream()
                                .anyMatch(item -> OriginalConfig.text(item)
                                        .filter(value::equals)
                                        .isPresent()))
                        .isPresent();
    }
}
