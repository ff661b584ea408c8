package io.github.modelconversion.conversion.architecture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A known architecture.
 *
 * @param name its name in this plugin
 * @param models the models that it is for
 * @param traits the traits it shares with others
 * @param prefixes the prefixes of the original's tensor names: the first is added to names without it, all others are
 *     removed
 * @param drops the original tensors that the converter leaves out
 * @param rules the rules by original tensor
 */
public record Architecture(
        String name,
        Models models,
        Set<Trait> traits,
        List<String> prefixes,
        Set<String> drops,
        Map<String, List<TensorRule>> rules) {

    public Architecture {
        traits = Set.copyOf(traits);
        prefixes = List.copyOf(prefixes);
        drops = Set.copyOf(drops);
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    }

    /** Returns its name in {@code general.architecture}. */
    public String ggufName() {
        return models.ggufName();
    }

    /** Returns its classes in config.json's {@code architectures}. */
    public Set<String> classes() {
        return models.classes();
    }

    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Returns the names under which the rules may list an original tensor. */
    private List<String> spellings(String original) {
        String text = original.replace("language_model.", "").replace("text_model.", "");
        List<String> spellings = new ArrayList<>(List.of(text));
        String added = prefixes.get(0);
        if (!added.isEmpty() && !text.startsWith(added)) {
            spellings.add(added + text);
        }
        prefixes.stream()
                .skip(1)
                .filter(text::startsWith)
                .map(prefix -> text.substring(prefix.length()))
                .forEach(spellings::add);
        return spellings;
    }

    /** Returns the rules for an original tensor; empty if there are none. */
    public Optional<List<TensorRule>> rules(NumberedName original) {
        return spellings(original.pattern()).stream()
                .filter(rules::containsKey)
                .findFirst()
                .map(rules::get);
    }

    /** Returns whether the converter leaves out an original tensor. */
    public boolean drops(NumberedName original) {
        return spellings(original.pattern()).stream().anyMatch(drops::contains);
    }
}
