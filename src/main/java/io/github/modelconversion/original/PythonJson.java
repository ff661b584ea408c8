package io.github.modelconversion.original;

/** JSON as Python's json module writes it, including NaN, Infinity and -Infinity, which JSON does not allow. */
final class PythonJson {

    private static final String[] NO_NUMBERS = {"-Infinity", "Infinity", "NaN"};

    private PythonJson() {}

    /** Returns the text with every NaN and infinity outside of strings replaced by null. */
    static String withoutInfinities(String text) {
        if (!text.contains("NaN") && !text.contains("Infinity")) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        boolean inString = false;
        int at = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            int length = inString ? 0 : lengthOfNoNumber(text, at);
            if (length > 0) {
                clean.append("null");
                at += length;
                continue;
            }
            if (inString && next == '\\' && at + 1 < text.length()) {
                clean.append(next).append(text.charAt(at + 1));
                at += 2;
                continue;
            }
            inString ^= next == '"';
            clean.append(next);
            at++;
        }
        return clean.toString();
    }

    private static int lengthOfNoNumber(String text, int at) {
        for (String word : NO_NUMBERS) {
            if (text.startsWith(word, at)) {
                return word.length();
            }
        }
        return 0;
    }
}
