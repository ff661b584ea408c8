package io.github.modelconversion.plan.request;

import io.github.modelconversion.judge.Judge;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.LimitSource;
import io.github.modelconversion.judge.evidence.Strictness;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that the gate needs to know.
 *
 * @param baseDirectory the directory that files are named relative to in messages and reports
 * @param pairs the comparisons to make, in the order of the report
 * @param limits which limits every comparison must keep
 * @param rules how strictly some findings are taken
 * @param missing what becomes of a comparison whose files are missing
 * @param missingFileHint a sentence to add when a file is missing; may be empty
 */
public record GateRequest(
        Path baseDirectory,
        List<PairRequest> pairs,
        LimitPolicy limits,
        Strictness rules,
        Missing missing,
        String missingFileHint) {

    /** What becomes of a comparison whose files are missing. */
    public enum Missing {
        /** It breaks the build. */
        FAIL,
        /** It is left out and listed. */
        SKIP
    }

    /** Copies the list. */
    public GateRequest {
        pairs = List.copyOf(pairs);
    }

    /** Returns what judges the comparisons: these limits, and those of other sources. */
    public Judge judge(List<LimitSource> others) {
        return new Judge(limits, rules, others);
    }

    /** Returns a file's name relative to the base directory, with {@code /} on every system. */
    public String nameOf(Path file) {
        return new BaseDirectory(baseDirectory).nameOf(file);
    }
}
