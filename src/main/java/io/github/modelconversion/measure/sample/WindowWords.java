package io.github.modelconversion.measure.sample;

/** Describes the items of the longer side that match the shorter side. */
final class WindowWords {

    private final Alignment alignment;
    private final String longer;
    private final String shorter;
    private final int all;
    private final int kept;

    WindowWords(Alignment alignment) {
        this.alignment = alignment;
        this.longer = alignment.longer().name();
        this.shorter = alignment.shorter().name();
        this.all = alignment.lengthOfLonger();
        this.kept = alignment.lengthOfShorter();
    }

    /** Describes the window of the shorter side's length that starts at an item. */
    Trial window(int first) {
        int extra = all - kept;
        if (first == 0) {
            return trial(
                    "the " + longer + " without its last " + several(extra),
                    more("end", "an end token"),
                    picked(":" + kept));
        }
        if (first == extra) {
            return trial(
                    "the " + longer + " without its first " + several(extra),
                    more("start", "a BOS or CLS token"),
                    picked(extra + ":"));
        }
        return trial(
                alignment.items(first, first + kept - 1) + " of the " + longer,
                more("start and end", "a chat template"),
                picked(first + ":" + (first + kept)));
    }

    /** Describes the longer side without its surplus items, starting at an item. */
    Trial without(int first) {
        int extra = all - kept;
        return trial(
                "the " + longer + " without "
                        + (extra == 1 ? alignment.item(first) : alignment.items(first, first + extra - 1)),
                more("middle", "a placeholder"),
                "np.delete(" + alignment.longer().inNumpy() + ", "
                        + (extra == 1 ? String.valueOf(first) : "slice(" + first + ", " + (first + extra) + ")")
                        + ", axis=" + alignment.axis() + ")");
    }

    private String more(String where, String token) {
        int extra = all - kept;
        return "the " + longer + " has " + (extra == 1 ? "one" : extra) + " more " + alignment.units(extra) + " at its "
                + where
                + (alignment.isOfRows() ? ", such as " + token : "") + ". Have both engines write the same, or cut "
                + (extra == 1 ? "it" : "them");
    }

    private String several(int items) {
        return (items == 1 ? "" : items + " ") + alignment.units(items);
    }

    /** Describes a single item. */
    Trial single(int item, boolean scaled) {
        String pooling = item == 0 ? ", as with CLS pooling" : item == all - 1 ? ", which predicts the next token" : "";
        return trial(
                alignment.item(item) + (item == all - 1 ? ", the last," : "") + " of the " + longer + length(scaled),
                "the " + shorter + " holds only that " + alignment.units(1) + (alignment.isOfRows() ? pooling : "")
                        + ". Have both engines write the same, or keep only that one",
                picked(String.valueOf(item)));
    }

    /** Describes the mean of all items. */
    Trial mean(boolean scaled) {
        return trial(
                "the mean of the " + all + " " + alignment.units(all) + " of the " + longer + length(scaled),
                "the " + shorter + " is pooled. Have both engines pool, or neither",
                alignment.longer().inNumpy() + ".mean(axis=" + alignment.axis() + ")");
    }

    private static String length(boolean scaled) {
        return scaled ? ", both at unit length" : "";
    }

    private String picked(String range) {
        return alignment.longer().inNumpy() + "[" + ":, ".repeat(alignment.axis()) + range + "]";
    }

    private Trial trial(String what, String advice, String expression) {
        String width = alignment.isGuessed() && kept > 1 ? ", and set width to " + alignment.inner() : "";
        return new Trial(what, shorter, advice + ": in NumPy, " + longer + " = " + expression + width);
    }
}
