package io.github.modelconversion.plan.request;

import io.github.modelconversion.judge.Judge;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.LimitSource;
import io.github.modelconversion.judge.evidence.Strictness;
import java.nio.file.Path;
import java.util.List;

/**
 * The input of the gate.
 *
 * @param baseDirectory the directory that files are named relative to in messages and reports
 * @param pairs the comparisons to run, in report order
 * @param limits the limits that every comparison must keep
 * @param rules how strictly to treat some findings
 * @param missing what to do with a comparison whose files are missing
 * @param missingFileHint a sentence to add if a file is missing; may be empty
 */
public record GateRequest(
        Path baseDirectory,
        List<PairRequest> pairs,
        LimitPolicy limits,
        Strictness rules,
        Missing missing,
        String missingFileHint) {

    /** What to do with a comparison whose files are missing. */
    public enum Missing {
        /** Fail the build. */
        FAIL,
        /** Skip it and list it. */
        SKIP
    }

    /** Copies the list. */
    public GateRequest {
        pairs = List.copyOf(pairs);
    }

    /** Returns a judge that applies these limits and those of other sources. */
    public Judge judge(List<LimitSource> others) {
        return new Judge(limits, rules, others);
    }

    /** Returns a file's name relative to the base directory, with {@code /} on every system. */
    public String nameOf(Path file) {
        return new BaseDirectory(baseDirectory).nameOf(file);
    }
}
