package io.github.modelconversion.conversion.tokenizer;

import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.conversion.vocabulary.Outcome;
import io.github.modelconversion.conversion.vocabulary.Shown;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.original.tokenizer.TokenizerTemplates;
import io.github.modelconversion.result.Finding.Code;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Compares chat templates, character by character. */
final class TemplateCheck {

    private static final String KEY = "tokenizer.chat_template";
    private static final int CONTEXT = 12;

    private TemplateCheck() {}

    /**
     * Compares them.
     *
     * @param expected the original's templates
     * @param metadata the GGUF file's metadata
     * @param outcome receives the findings
     */
    static void check(TokenizerTemplates expected, GgufMetadata metadata, Outcome outcome) throws IOException {
        for (Map.Entry<String, String> template : expected.byName().entrySet()) {
            String key = key(template.getKey());
            Optional<String> found = metadata.text(key);
            if (found.isEmpty()) {
                outcome.add(key, letters(template.getValue()), "", Verdict.MISSING);
                outcome.fail(
                        Code.CHAT_TEMPLATE_MISSING,
                        expected.source() + " has the chat template " + Shown.of(template.getKey())
                                + ", the GGUF file no " + key,
                        Map.of());
            } else if (found.get().equals(template.getValue())) {
                outcome.add(key, letters(template.getValue()), letters(found.get()), Verdict.AGREES);
            } else {
                outcome.add(key, letters(template.getValue()), letters(found.get()), Verdict.DIFFERS);
                reportDifference(key, expected.source(), template.getValue(), found.get(), outcome);
            }
        }
        if (expected.byName().isEmpty()) {
            Optional<String> found = metadata.text(KEY);
            if (found.isPresent()) {
                outcome.add(KEY, "", letters(found.get()), Verdict.NOT_STATED);
                outcome.notChecked("The GGUF file has a chat template, the original none that the converter reads");
            }
        }
    }

    /** Returns the key. ASCII letters and digits stay; all other characters become underscores. */
    private static String key(String name) {
        return name.equals(TokenizerTemplates.DEFAULT) ? KEY : KEY + "." + name.replaceAll("[^A-Za-z0-9]", "_");
    }

    private static String letters(String template) {
        return template.length() + " characters";
    }

    private static void reportDifference(String key, String source, String expected, String found, Outcome outcome) {
        int first = 0;
        while (first < Math.min(expected.length(), found.length()) && expected.charAt(first) == found.charAt(first)) {
            first++;
        }
        String before = expected.substring(0, first);
        long line = before.lines().count() + (before.isEmpty() || before.endsWith("\n") ? 1 : 0);
        int column = first - before.lastIndexOf('\n');
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("line", line);
        evidence.put("column", column);
        evidence.put("expectedCharacters", expected.length());
        evidence.put("foundCharacters", found.length());
        outcome.fail(
                Code.CHAT_TEMPLATE_DIFFERS,
                "The chat templates differ from line " + line + ", column " + column + " on: " + source + " has "
                        + excerpt(expected, first) + ", " + key + " of the GGUF file " + excerpt(found, first),
                evidence);
    }

    private static String excerpt(String template, int first) {
        if (first == template.length()) {
            return "its end";
        }
        int from = Math.max(0, first - CONTEXT);
        return Shown.of(template.substring(from, Math.min(template.length(), first + 2 * CONTEXT)));
    }
}
