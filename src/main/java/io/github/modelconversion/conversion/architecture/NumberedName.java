package io.github.modelconversion.conversion.architecture;

/**
 * A tensor's name with its first two numbers replaced by placeholders.
 *
 * @param pattern the name with an asterisk for the first number between dots and a hash for the second
 * @param block the first number; -1 if there is none
 * @param expert the second number; -1 if there is none
 */
public record NumberedName(String pattern, int block, int expert) {

    private static final int MOST_DIGITS = 6;
    private static final int MOST_BLOCKS = 1_000_000;

    public static NumberedName of(String name) {
        String[] parts = name.split("\\.", -1);
        int block = -1;
        int expert = -1;
        for (int i = 0; i < parts.length; i++) {
            if (!isNumber(parts[i])) {
                continue;
            }
            if (block < 0) {
                block = Integer.parseInt(parts[i]);
                parts[i] = "*";
            } else if (expert < 0) {
                expert = Integer.parseInt(parts[i]);
                parts[i] = "#";
            }
        }
        return new NumberedName(String.join(".", parts), block, expert);
    }

    /** Returns the name of a tensor of multi-token prediction as one of a block after the others. */
    public NumberedName afterBlocks(long blocks) {
        String name = pattern.replaceFirst(".*mtp\\.", "mtp.").replace("mtp.layers.", "model.layers.");
        return new NumberedName(name, (int) Math.min(blocks, MOST_BLOCKS) + Math.max(0, block), expert);
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty()
                && part.length() <= MOST_DIGITS
                && part.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }

    /** Returns the name of a pattern in this block. */
    public String inBlock(String target) {
        return target.replace("*", String.valueOf(block));
    }
}
