package io.github.modelconversion.gate;

import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.RealPair;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.output.OutputKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A way to break a pair so that one cause explains it.
 *
 * @param cause the cause that explains the injury
 * @param strength what is done to the pair, in words
 * @param fits tells which pairs can be broken this way
 * @param breaking returns a pair, broken
 */
record Injury(Code cause, String strength, Predicate<RealPair> fits, UnaryOperator<RealPair> breaking) {

    private static final long SEED = 20260101;
    private static final int SMALL = 3;

    /** Returns all injuries. */
    static List<Injury> all() {
        Predicate<RealPair> any = pair -> true;
        Predicate<RealPair> logits = pair -> pair.kind == OutputKind.LOGITS;
        Predicate<RealPair> rows = pair -> pair.rows() > SMALL;
        return List.of(
                new Injury(Code.LOG_PROBABILITIES, "test", logits, pair -> ofTest(pair, Injury::logSoftmax)),
                new Injury(
                        Code.LOG_PROBABILITIES,
                        "reference",
                        logits,
                        pair -> pair.with(logSoftmax(pair, pair.reference), pair.test)),
                new Injury(Code.PROBABILITIES, "test", logits, pair -> ofTest(pair, Injury::softmax)),
                new Injury(
                        Code.PROBABILITIES,
                        "reference",
                        logits,
                        pair -> pair.with(softmax(pair, pair.reference), pair.test)),
                new Injury(Code.SIGN_FLIPPED, "- test", any, pair -> eachOfTest(pair, value -> -value)),
                shift(0.1),
                shift(0.5),
                shift(-3),
                new Injury(Code.CONSTANT_SHIFT, "of each row", rows, Injury::shiftedByRow),
                scale(0.0625),
                scale(0.7),
                scale(1.25),
                scale(8),
                new Injury(
                        Code.SCALED,
                        "0.5, and + 1 deviation",
                        any,
                        pair -> eachOfTest(pair, value -> 0.5 * value + pair.deviation)),
                new Injury(
                        Code.SCALED_BY_ROW,
                        "log-probabilities at the temperature 4",
                        rows.and(logits).and(Injury::isWide),
                        pair -> atTemperatures(pair, row -> 4)),
                new Injury(
                        Code.SCALED_BY_ROW,
                        "log-probabilities at the temperatures 0.5, 0.75, 1 ...",
                        rows.and(logits).and(Injury::isWide),
                        pair -> atTemperatures(pair, row -> 0.5 + 0.25 * row)),
                new Injury(
                        Code.SCALED_BY_ROW,
                        "each row times 1.5, 2, 2.5 ...",
                        rows.and(Injury::isWide),
                        pair -> timesRow(pair, row -> 1.5 + 0.5 * row)),
                cap(2),
                cap(1),
                cap(0.5),
                new Injury(
                        Code.SOFT_CAPPED,
                        "reference, c = largest value",
                        logits,
                        pair -> pair.with(capped(pair.reference, largest(pair.reference)), pair.test)),
                offset(1),
                offset(-3),
                offset(32),
                new Injury(Code.PERMUTED, "shuffled", any, Injury::shuffled),
                new Injury(Code.PERMUTED, "halves swapped", any, pair -> rotated(pair, pair.width / 2)),
                new Injury(Code.FIRST_POSITION_ONLY, "row 0 replaced", rows, pair -> replaced(pair, 0, 1)),
                new Injury(
                        Code.FEW_POSITIONS,
                        "last row replaced",
                        rows,
                        pair -> replaced(pair, pair.rows() - 1, pair.rows())),
                new Injury(Code.FEW_POSITIONS, "row 1 replaced", rows, pair -> replaced(pair, 1, 2)),
                new Injury(
                        Code.POSITION_GROWTH, "rows from 1 on replaced", rows, pair -> replaced(pair, 1, pair.rows())),
                new Injury(
                        Code.POSITION_GROWTH, "rows from 3 on replaced", rows, pair -> replaced(pair, 3, pair.rows())),
                new Injury(Code.POSITION_GROWTH, "noise 4 times as large in each row", rows, Injury::growing),
                outliers(1, 5),
                outliers(1, 40),
                new Injury(Code.FEW_OUTLIERS, "the last one in 2 000 set to 0", any, pair -> lastSetToZero(pair, 2000)),
                region(0.05, "set to 0"),
                region(0.25, "set to 0"),
                region(0.25, "replaced"),
                new Injury(Code.UNRELATED, "normal values", any, Injury::unrelated),
                new Injury(
                        Code.QUANTIZATION_NOISE,
                        "noise as usual",
                        pair -> usualNoise(pair).nmse() >= 1e-4,
                        Injury::usualNoise));
    }

    private static Injury shift(double deviations) {
        return new Injury(
                Code.CONSTANT_SHIFT,
                deviations + " deviations",
                pair -> true,
                pair -> eachOfTest(pair, value -> value + deviations * pair.deviation));
    }

    private static Injury scale(double factor) {
        return new Injury(
                Code.SCALED,
                String.valueOf(factor),
                Injury::isNotOneUnitVector,
                pair -> eachOfTest(pair, value -> factor * value));
    }

    /** A single row of unit length would get the finding that the other side's length differs instead. */
    private static boolean isNotOneUnitVector(RealPair pair) {
        return pair.kind == OutputKind.LOGITS || pair.rows() > 1;
    }

    private static boolean isWide(RealPair pair) {
        return pair.width >= 128;
    }

    private static RealPair timesRow(RealPair pair, IntToDoubleFunction factors) {
        double[] test = pair.test.clone();
        for (int i = 0; i < test.length; i++) {
            test[i] *= factors.applyAsDouble(i / pair.width);
        }
        return pair.with(pair.reference, test);
    }

    private static RealPair atTemperatures(RealPair pair, IntToDoubleFunction temperatures) {
        RealPair scaled = timesRow(pair, row -> 1 / temperatures.applyAsDouble(row));
        return pair.with(logSoftmax(pair, pair.reference), logSoftmax(pair, scaled.test));
    }

    private static Injury cap(double caps) {
        return new Injury(
                Code.SOFT_CAPPED,
                "test, c = " + caps + " largest values",
                pair -> pair.kind == OutputKind.LOGITS,
                pair -> pair.with(pair.reference, capped(pair.test, caps * largest(pair.test))));
    }

    private static Injury offset(int offset) {
        return new Injury(
                Code.INDEX_OFFSET, String.valueOf(offset), pair -> pair.width > 128, pair -> rotated(pair, offset));
    }

    private static Injury outliers(int count, double deviations) {
        return new Injury(Code.FEW_OUTLIERS, count + " off by " + deviations + " deviations", pair -> true, pair -> {
            double[] test = pair.test.clone();
            for (int i = 0; i < count; i++) {
                test[(2 * i + 1) * pair.width / (2 * count)] += deviations * pair.deviation;
            }
            return pair.with(pair.reference, test);
        });
    }

    private static Injury region(double share, String how) {
        return new Injury(Code.REGION, (int) (100 * share) + " % " + how, pair -> true, pair -> {
            double[] other = how.equals("replaced") ? unrelated(pair).test : new double[pair.test.length];
            double[] test = pair.test.clone();
            int from = pair.width / 3;
            int count = (int) (share * pair.width);
            for (int row = 0; row < pair.rows(); row++) {
                System.arraycopy(other, row * pair.width + from, test, row * pair.width + from, count);
            }
            return pair.with(pair.reference, test);
        });
    }

    private interface OfRows {
        double[] apply(RealPair pair, double[] values);
    }

    private static RealPair ofTest(RealPair pair, OfRows change) {
        return pair.with(pair.reference, change.apply(pair, pair.test));
    }

    private static RealPair eachOfTest(RealPair pair, java.util.function.DoubleUnaryOperator change) {
        return pair.with(pair.reference, Arrays.stream(pair.test).map(change).toArray());
    }

    private static double[] logSoftmax(RealPair pair, double[] values) {
        double[] result = values.clone();
        for (int from = 0; from < values.length; from += pair.width) {
            double sum = 0;
            double largest =
                    Arrays.stream(values, from, from + pair.width).max().orElseThrow();
            for (int i = from; i < from + pair.width; i++) {
                sum += Math.exp(values[i] - largest);
            }
            for (int i = from; i < from + pair.width; i++) {
                result[i] = values[i] - largest - Math.log(sum);
            }
        }
        return result;
    }

    private static double[] softmax(RealPair pair, double[] values) {
        return Arrays.stream(logSoftmax(pair, values)).map(Math::exp).toArray();
    }

    private static RealPair shiftedByRow(RealPair pair) {
        double[] test = pair.test.clone();
        for (int i = 0; i < test.length; i++) {
            test[i] -= (1 + i / pair.width) * pair.deviation;
        }
        return pair.with(pair.reference, test);
    }

    private static double[] capped(double[] values, double cap) {
        return Arrays.stream(values).map(value -> cap * Math.tanh(value / cap)).toArray();
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    private static RealPair rotated(RealPair pair, int places) {
        double[] test = pair.test.clone();
        for (int i = 0; i < test.length; i++) {
            int row = i / pair.width * pair.width;
            test[i] = pair.test[row + Math.floorMod(i % pair.width + places, pair.width)];
        }
        return pair.with(pair.reference, test);
    }

    /** Shuffles all rows in the same order, as a reordered vocabulary does. */
    private static RealPair shuffled(RealPair pair) {
        Random random = new Random(SEED);
        double[] keys = random.doubles(pair.width).toArray();
        int[] order = IntStream.range(0, pair.width)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> keys[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] test = pair.test.clone();
        for (int i = 0; i < test.length; i++) {
            test[i] = pair.test[i / pair.width * pair.width + order[i % pair.width]];
        }
        return pair.with(pair.reference, test);
    }

    private static RealPair replaced(RealPair pair, int fromRow, int toRow) {
        double[] test = pair.test.clone();
        int from = fromRow * pair.width;
        System.arraycopy(unrelated(pair).test, from, test, from, toRow * pair.width - from);
        return pair.with(pair.reference, test);
    }

    private static RealPair growing(RealPair pair) {
        Random random = new Random(SEED);
        double[] test = pair.test.clone();
        for (int i = 0; i < test.length; i++) {
            double size = Math.scalb(1.0, 2 * (i / pair.width - pair.rows()));
            test[i] += size * pair.deviation * random.nextGaussian();
        }
        return pair.with(pair.reference, test);
    }

    private static RealPair lastSetToZero(RealPair pair, int oneIn) {
        double[] test = pair.test.clone();
        int count = Math.max(1, pair.width / oneIn);
        // The reference is far from 0 there, or the zeros would not show.
        double[] reference = pair.reference.clone();
        for (int i = pair.width - count; i < pair.width; i++) {
            double moved = 30 * pair.deviation;
            reference[i] += moved;
            test[i] = 0;
        }
        return pair.with(reference, test);
    }

    private static RealPair unrelated(RealPair pair) {
        Random random = new Random(SEED);
        double mean = Arrays.stream(pair.reference).average().orElseThrow();
        return eachOfTest(pair, value -> mean + pair.deviation * random.nextGaussian());
    }

    private static RealPair usualNoise(RealPair pair) {
        Random random = new Random(SEED);
        double size = Math.sqrt(0.5 * LimitPolicy.of(List.of()).largestUsualNmse(pair.kind, pair.type()));
        double[] test = Arrays.stream(pair.reference)
                .map(value -> value + size * pair.deviation * random.nextGaussian())
                .toArray();
        return pair.with(pair.reference, test);
    }
}
