package io.github.modelconversion.maven.parameter;

import io.github.modelconversion.plan.request.TensorNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;

/** The parameter that maps the reference's tensors to the test's. */
public final class TensorNamesSetting {

    private static final String SEPARATOR = "=";

    private TensorNamesSetting() {}

    /** Parses rules such as {@code model.layers.*.mlp = blk.*.ffn_out}. */
    public static TensorNames of(List<String> values) throws MojoExecutionException {
        List<TensorNames.Rule> rules = new ArrayList<>();
        for (String value : values) {
            Setting setting = new Setting("tensorNames", value);
            if (setting.text().isEmpty()) {
                continue;
            }
            String[] names = setting.text().get().split(SEPARATOR, -1);
            try {
                if (names.length != 2) {
                    throw new IllegalArgumentException("not two names");
                }
                rules.add(new TensorNames.Rule(names[0].strip(), names[1].strip()));
            } catch (IllegalArgumentException notARule) {
                throw setting.invalid("the reference's name, an equals sign and the test's name, with at most as many *"
                        + " in the second as in the first, such as model.layers.*.mlp=blk.*.ffn_out");
            }
        }
        return new TensorNames(rules);
    }
}
