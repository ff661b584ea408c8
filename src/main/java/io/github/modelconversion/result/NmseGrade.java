package io.github.modelconversion.result;

/** The grades that llama.cpp's check-nmse.py gives an NMSE, from best to worst. They judge nothing. */
public enum NmseGrade {
    PERFECT_MATCH("Perfect match", Double.MIN_VALUE),
    ESSENTIALLY_IDENTICAL("Essentially identical", 1e-6),
    EXCELLENT_MATCH("Excellent match", 1e-4),
    VERY_GOOD_MATCH("Very good match", 1e-3),
    GOOD_MATCH("Good match", 1e-2),
    ACCEPTABLE_MATCH("Acceptable match", 0.1),
    POOR_MATCH("Poor match", 1.0),
    VERY_POOR_MATCH("Very poor match (worse than noise)", Double.POSITIVE_INFINITY);

    private final String words;
    private final double below;

    NmseGrade(String words, double below) {
        this.words = words;
        this.below = below;
    }

    /** Returns the grade of an NMSE: the first whose bound it is below. */
    static NmseGrade of(double nmse) {
        for (NmseGrade band : values()) {
            if (nmse < band.below) {
                return band;
            }
        }
        return VERY_POOR_MATCH;
    }

    /** Returns the grade as text. */
    public String words() {
        return words;
    }

    /** Returns the bound that an NMSE of this grade stays below. */
    public double below() {
        return below;
    }
}
