package io.github.modelconversion.maven.parameter;

import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Two parameters for the same thing, of which only one may be set: one takes a single value, the other a list.
 *
 * @param single the parameter for one value
 * @param name the name of the list parameter
 * @param several the list's values
 */
public record SingleOrList(Setting single, String name, List<Setting> several) {

    public static SingleOrList of(Setting single, String name, List<String> several) {
        return new SingleOrList(single, name, Setting.each(name, several));
    }

    /** Returns the values of the parameter that is set; the unset single one if neither is. */
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
