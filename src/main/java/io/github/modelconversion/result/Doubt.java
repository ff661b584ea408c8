package io.github.modelconversion.result;

import io.github.modelconversion.result.Finding.Code;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reason why a comparison that keeps its limits may still be wrong.
 *
 * @param finding the warning that raises the doubt
 * @param words the text after "PASS, but", such as {@code likely broken}
 */
public record Doubt(Finding finding, String words) {

    private static final String OF_A_CAUSE = "systematic error";

    /** Codes that cast doubt, in addition to every cause. */
    private static final Map<Code, String> WORDS = new EnumMap<>(Map.of(
            Code.UNUSUAL_FOR_TYPE, "likely broken",
            Code.ARGMAX_FLIP, "top-1 token flipped",
            Code.FEW_POSITIONS, "a few positions are wrong",
            Code.PROMPT_DIFFERS, "prompts may differ",
            Code.IDENTICAL_FILES, "files identical",
            Code.STALE_OUTPUT, "possibly stale",
            Code.VARIANCE_DOMINATED, "few entries dominate"));

    /** Codes in order of gravity: of several doubts, the first of these is reported. */
    private static final List<Code> GRAVEST = List.of(Code.UNUSUAL_FOR_TYPE, Code.FEW_POSITIONS, Code.ARGMAX_FLIP);

    /** Returns the gravest doubt that findings cast on a PASS; only warnings cast doubt. */
    public static Optional<Doubt> of(List<Finding> findings) {
        Doubt gravest = null;
        for (Finding finding : findings) {
            Code code = finding.code();
            String words = WORDS.getOrDefault(code, code.isCause() ? OF_A_CAUSE : "");
            boolean doubtful = finding.severity() == Severity.WARNING && !words.isEmpty();
            if (doubtful && (gravest == null || rank(code) < rank(gravest.finding.code()))) {
                gravest = new Doubt(finding, words);
            }
        }
        return Optional.ofNullable(gravest);
    }

    private static int rank(Code code) {
        int place = GRAVEST.indexOf(code);
        return place < 0 ? GRAVEST.size() : place;
    }
}
