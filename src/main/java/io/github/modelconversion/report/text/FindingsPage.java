package io.github.modelconversion.report.text;

import io.github.modelconversion.result.Finding;
import java.util.Locale;

/** The page that describes each code of a finding. */
public final class FindingsPage {

    /** The page's address. Its headings are anchors on the site and on GitHub. */
    public static final String URL =
            "https://github.com/modelconversion/model-conversion-maven-plugin/blob/main/src/site/markdown/findings.md";

    private FindingsPage() {}

    /** Returns the address of the section about a code. */
    public static String url(Finding.Code code) {
        return URL + "#" + anchor(code);
    }

    /** Returns the anchor of the section about a code: its name in lower case. */
    public static String anchor(Finding.Code code) {
        return code.name().toLowerCase(Locale.ROOT);
    }
}
