package io.github.modelconversion.judge.file;

import io.github.modelconversion.input.Prompt;
import io.github.modelconversion.input.tensor.Tokens;
import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.Arrays;
import java.util.Optional;

/** The prompts differ although their tokens are equal: a tokenizer drops the difference, or a file is stale. */
public final class PromptDiffers implements Diagnosis {

    /** Number of characters to quote, from the first difference on. */
    private static final int QUOTED = 20;

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        Prompt reference = evidence.reference().prompt();
        Prompt test = evidence.test().prompt();
        boolean sameTokens = reference.tokens().isPresent()
                && test.tokens().isPresent()
                && reference.tokens().get().mismatch(test.tokens().get()) < 0;
        boolean otherText = reference.text().isPresent()
                && test.text().isPresent()
                && !reference.text().equals(test.text());
        return sameTokens && otherText
                ? Optional.of(finding(
                        evidence,
                        reference.text().get(),
                        test.text().get(),
                        reference.tokens().get()))
                : Optional.empty();
    }

    private static Finding finding(Evidence evidence, String reference, String test, Tokens tokens) {
        int[] ofReference = reference.codePoints().toArray();
        int[] ofTest = test.codePoints().toArray();
        int at = Arrays.mismatch(ofReference, ofTest);
        return new Finding(
                Code.PROMPT_DIFFERS,
                Severity.WARNING,
                "expected the same prompt on both sides, found different texts next to "
                        + evidence.reference().file() + " and "
                        + evidence.test().file() + ", from character " + at
                        + " on: reference " + quote(ofReference, at) + ", test " + quote(ofTest, at) + ". All "
                        + tokens.count() + " tokens are equal, so a tokenizer drops the difference or a -prompt.txt is"
                        + " left over: give both engines the same prompt",
                Numbers.of("character", at).and("tokens", tokens.count()).map());
    }

    /** Quotes a text. Line ends and other control characters become spaces, because a message is one line. */
    private static String quote(int[] text, int from) {
        String part = new String(text, from, Math.min(text.length - from, QUOTED));
        return part.isEmpty() ? "ends" : "'" + part.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", " ") + "'";
    }
}
