package io.github.modelconversion.maven.parameter;

import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Two parameters for the same thing: one takes a single value, the other several, and only one of them is set.
 *
 * @param single the parameter for one value
 * @param name the name of the parameter for several
 * @param several its values
 */
public record SingleOrList(Setting single, String name, List<Setting> several) {

    public static SingleOrList of(Setting single, String name, List<String> several) {
        return new SingleOrList(single, name, Setting.each(name, several));
    }

    /** Returns the values of the parameter that is set; the single one, which may be unset, where neither is. */
    public List<Setting> settings() throws MojoExecutionException {
        if (several.isEmpty()) {
            return List.of(single);
        }
        if (single.text().isPresent()) {
            throw new MojoExecutionException("Parameters '" + single.name() + "' (-Dnmse." + single.name() + ") and '"
                    + name + "' (-Dnmse." + name + ") exclude each other: set one of them.");
        }
        return several;
    }
}
