package io.github.modelconversion.judge.file;

import io.github.modelconversion.input.Prompt;
import io.github.modelconversion.input.tensor.Tokens;
import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.Optional;

/** The two engines got different prompts, so no figure says anything about the conversion. */
public final class TokensDiffer implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        Prompt ofReference = evidence.reference().prompt();
        Prompt ofTest = evidence.test().prompt();
        Tokens reference = ofReference.tokens().orElse(null);
        Tokens test = ofTest.tokens().orElse(null);
        return reference != null && test != null && reference.mismatch(test) >= 0
                ? Optional.of(finding(ofReference.file(), reference, ofTest.file(), test))
                : Optional.empty();
    }

    private static Finding finding(String referenceFile, Tokens reference, String testFile, Tokens test) {
        int position = reference.mismatch(test);
        Numbers numbers = Numbers.of("position", position)
                .and("referenceTokens", reference.count())
                .and("testTokens", test.count());
        if (position < reference.count()) {
            numbers.and("referenceId", reference.id(position));
        }
        if (position < test.count()) {
            numbers.and("testId", test.id(position));
        }
        return new Finding(
                Code.TOKENS_DIFFER,
                Severity.FAIL,
                "expected the same prompt on both sides, found " + reference.count() + " tokens for the reference ("
                        + referenceFile + ") and " + test.count() + " for the test (" + testFile
                        + "); they differ first at position " + position + ": reference " + id(reference, position)
                        + ", test " + id(test, position) + ". The outputs answer different questions: "
                        + cause(reference, test),
                numbers.map());
    }

    private static String id(Tokens tokens, int position) {
        return position < tokens.count() ? "id " + tokens.id(position) : "ends";
    }

    private static String cause(Tokens reference, Tokens test) {
        if (reference.isOneMoreBefore(test)) {
            return "only the reference begins with id " + reference.id(0) + ", all else is equal. "
                    + beginning("add_bos_token of the GGUF");
        }
        if (test.isOneMoreBefore(reference)) {
            return "only the test begins with id " + test.id(0) + ", all else is equal. "
                    + beginning("whether the reference's tokenizer adds special tokens");
        }
        return "check the prompts, escapes such as backslash-n in them, and the converted tokenizer, and run both engines"
                + " again";
    }

    private static String beginning(String where) {
        return "That is likely the token for the beginning of the text (BOS): check " + where
                + ", and run both engines again";
    }
}
