package io.github.modelconversion.plan.request;

import io.github.modelconversion.judge.Judge;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.LimitSource;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.result.Subject.Pooling;
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
 * @param judged which comparisons get a verdict if there are several prompts
 */
public record GateRequest(
        Path baseDirectory,
        List<PairRequest> pairs,
        LimitPolicy limits,
        Strictness rules,
        Missing missing,
        String missingFileHint,
        Judged judged) {

    /** What to do with a comparison whose files are missing. */
    public enum Missing {
        /** Fail the build. */
        FAIL,
        /** Skip it and list it. */
        SKIP
    }

    /** Which comparisons of a model over several prompts get a verdict. */
    public enum Judged {
        /** The comparison of each prompt. */
        EACH,
        /** Only the one over all prompts. */
        POOLED,
        /** The comparison of each prompt, and the one over all. */
        BOTH
    }

    /** Copies the list. */
    public GateRequest {
        pairs = List.copyOf(pairs);
    }

    /** Creates a request that judges the comparison of each prompt. */
    public GateRequest(
            Path baseDirectory,
            List<PairRequest> pairs,
            LimitPolicy limits,
            Strictness rules,
            Missing missing,
            String missingFileHint) {
        this(baseDirectory, pairs, limits, rules, missing, missingFileHint, Judged.EACH);
    }

    /** Returns this request with other comparisons judged. */
    public GateRequest judging(Judged other) {
        return new GateRequest(baseDirectory, pairs, limits, rules, missing, missingFileHint, other);
    }

    /** Returns the names of the data directories, one for each prompt, in order; none if the files were named directly. */
    public List<String> prompts() {
        return pairs.stream()
                .flatMap(pair -> pair.dataDirectory().stream())
                .distinct()
                .map(this::nameOf)
                .toList();
    }

    /** Returns whether the prompts of a model are also compared as one. */
    public boolean pools() {
        return judged != Judged.EACH && prompts().size() > 1;
    }

    /** Returns how the comparison of one prompt takes part in a pool. */
    public Pooling pooling() {
        return judged == Judged.POOLED && pools() ? Pooling.MEMBER : Pooling.NONE;
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
