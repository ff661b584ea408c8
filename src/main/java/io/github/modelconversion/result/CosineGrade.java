package io.github.modelconversion.result;

/** Grades of the mean cosine similarity of embeddings, in the words of llama.cpp's semantic_check.py, best first. */
public enum CosineGrade {
    EXCELLENT("Excellent match", 0.95),
    VERY_GOOD("Very good match", 0.90),
    GOOD("Good match", 0.80),
    FAIR("Fair match", 0.70),
    POOR("Poor match", Double.NEGATIVE_INFINITY);

    private final String words;
    private final double above;

    CosineGrade(String words, double above) {
        this.words = words;
        this.above = above;
    }

    /** Returns the grade of a mean cosine similarity: the first whose bound it exceeds. */
    static CosineGrade of(double cosine) {
        for (CosineGrade grade : values()) {
            if (cosine > grade.above) {
                return grade;
            }
        }
        return POOR;
    }

    /** Returns the grade as text. */
    public String words() {
        return words;
    }

    /** Returns the bound that a cosine of this grade exceeds. */
    public double above() {
        return above;
    }
}
