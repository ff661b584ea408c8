package io.github.modelconversion.plan;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.Tensor;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.plan.request.TensorEntry;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pairs the tensors of two files or of two directories of files.
 *
 * <p>A file without names has one tensor. All other tensors are paired by name, in the order of the reference as corrected
 * by {@link TensorOrder}. A tensor that only one side has becomes a comparison that fails.
 */
final class TensorPlan {

    private final PairRequest pair;
    private final GateRequest gate;
    private final List<PlannedPair> pairs = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    private TensorPlan(PairRequest pair, GateRequest gate) {
        this.pair = pair;
        this.gate = gate;
    }

    /**
     * Plans the comparisons of two outputs that both exist.
     *
     * @throws IOException if one of them cannot be read
     */
    static TensorPlan of(PairRequest pair, GateRequest gate) throws IOException {
        TensorPlan plan = new TensorPlan(pair, gate);
        plan.plan(TensorEntry.list(pair.reference(), gate::nameOf), TensorEntry.list(pair.test(), gate::nameOf));
        return plan;
    }

    private void add(
            PairRequest of, Optional<TensorEntry> reference, Optional<TensorEntry> test, List<Finding> obstacles) {
        pairs.add(PlannedPair.of(of, gate, side -> side.side() == Side.REFERENCE ? reference : test, obstacles));
    }

    /** Returns the comparisons, in order. */
    List<PlannedPair> pairs() {
        return pairs;
    }

    /** Returns what is skipped. */
    List<Skipped> skipped() {
        return skipped;
    }

    private void plan(TensorEntry.Listing references, TensorEntry.Listing tests) {
        Optional<String> only = pair.tensors().tensor();
        boolean named = isNamed(references) && isNamed(tests);
        boolean useless = only.isPresent() ? !isNamed(references) && !isNamed(tests) : !named;
        if (useless) {
            try {
                pair.tensors().requireNone(name(Side.REFERENCE) + " and " + name(Side.TEST));
            } catch (UnusableInputException namesOfNoUse) {
                pairs.add(PlannedPair.refused(pair, gate, Finding.unusable(namesOfNoUse)));
                return;
            }
        }
        if (only.isPresent()) {
            planOne(references.entries(), tests.entries(), only.get());
        } else if (named) {
            boolean testTellsOrder = !references.keepsOrder() && tests.keepsOrder();
            planAll(values(references), values(tests), testTellsOrder);
            skipRest(references, tests);
        } else {
            planUnnamed(references, tests);
        }
    }

    private static boolean isNamed(TensorEntry.Listing listing) {
        for (TensorEntry entry : listing.entries()) {
            if (entry.label().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static List<TensorEntry> values(TensorEntry.Listing listing) {
        List<TensorEntry> values = new ArrayList<>();
        for (TensorEntry entry : listing.entries()) {
            if (!isOfIntegers(entry)) {
                values.add(entry);
            }
        }
        return values;
    }

    private static boolean isOfIntegers(TensorEntry entry) {
        return entry.tensor().content() == Tensor.Content.INTEGERS;
    }

    private void planOne(List<TensorEntry> references, List<TensorEntry> tests, String tensor) {
        String ofTest = pair.tensors().names().ofTest(tensor);
        Optional<TensorEntry> reference = find(references, tensor);
        Optional<TensorEntry> test = find(tests, ofTest);
        Optional<Finding> obstacle = obstacle(Side.REFERENCE, references, reference, tensor)
                .or(() -> obstacle(Side.TEST, tests, test, ofTest));
        add(pair, reference, test, obstacle.stream().toList());
    }

    private static Optional<TensorEntry> find(List<TensorEntry> entries, String label) {
        return entries.stream()
                .filter(entry -> entry.label().equals(label) || entry.label().isEmpty())
                .findFirst();
    }

    private Optional<Finding> obstacle(
            Side side, List<TensorEntry> entries, Optional<TensorEntry> found, String tensor) {
        return found.isEmpty()
                ? Optional.of(unusable(
                        side,
                        "expected the tensor " + tensor + ", found " + TensorEntry.names(entries)
                                + ". Correct tensor or tensorNames"))
                : found.filter(TensorPlan::isOfIntegers)
                        .map(integers -> unusable(
                                side,
                                "expected values in the tensor " + tensor + ", found " + reason(integers)
                                        + ". Correct tensor"));
    }

    private void planUnnamed(TensorEntry.Listing references, TensorEntry.Listing tests) {
        List<TensorEntry> ofReference = values(references);
        List<TensorEntry> ofTest = values(tests);
        List<Finding> obstacles = List.of();
        if (ofReference.size() != 1) {
            obstacles = List.of(notOne(Side.REFERENCE, ofReference));
        } else if (ofTest.size() != 1) {
            obstacles = List.of(notOne(Side.TEST, ofTest));
        }
        add(pair, ofReference.stream().findFirst(), ofTest.stream().findFirst(), obstacles);
        skipRest(references, tests);
    }

    private Finding notOne(Side side, List<TensorEntry> entries) {
        return unusable(
                side,
                "expected one tensor, as the other side has one without a name, found " + TensorEntry.names(entries)
                        + ". Name the one to compare with tensor");
    }

    /** A tensor of the reference and, if it exists, the test's tensor of the expected name. */
    private record Partners(TensorEntry reference, Optional<TensorEntry> test) {}

    private void planAll(List<TensorEntry> references, List<TensorEntry> tests, boolean testTellsOrder) {
        Map<String, TensorEntry> unmatched = new LinkedHashMap<>();
        Map<String, Integer> places = new HashMap<>();
        for (TensorEntry test : tests) {
            places.put(test.label(), unmatched.size());
            unmatched.put(test.label(), test);
        }
        List<Partners> partners = new ArrayList<>();
        for (TensorEntry reference : references) {
            String label = pair.tensors().names().ofTest(reference.label());
            partners.add(new Partners(reference, Optional.ofNullable(unmatched.remove(label))));
        }
        if (testTellsOrder) {
            partners.sort(Comparator.comparingInt(both -> both.test()
                    .flatMap(test -> Optional.ofNullable(places.get(test.label())))
                    .orElse(places.size())));
        }
        if (references.isEmpty() && tests.isEmpty()) {
            refuse("expected tensors of values, found none on both sides. Write the outputs of both models");
        }
        planPartners(TensorOrder.of(partners, both -> both.reference().label()));
        unmatched.values().forEach(test -> oneSided(Side.REFERENCE, test));
    }

    private void planPartners(List<Partners> partners) {
        List<TensorEntry> matched = partners.stream()
                .filter(both -> both.test().isPresent())
                .map(Partners::reference)
                .toList();
        // Of several tensors, only those called logits are logits unless configured otherwise: a softmax of others is
        // meaningless.
        boolean byName = pair.kind() == OutputKind.LOGITS && !pair.tensors().ofOneKind() && matched.size() > 1;
        if (byName && gate.limits().judgesProbabilities() && matched.stream().noneMatch(TensorPlan::isLogits)) {
            refuse("expected a tensor called logits for the limits on probabilities, found "
                    + TensorEntry.names(matched)
                    + ". Name the one that holds the logits with tensor, set kind to logits if all do, or leave those"
                    + " limits out");
        }
        for (Partners both : partners) {
            TensorEntry reference = both.reference();
            if (both.test().isPresent()) {
                OutputKind kind = byName && !isLogits(reference) ? OutputKind.ACTIVATIONS : pair.kind();
                add(pair.of(kind), Optional.of(reference), both.test(), List.of());
            } else {
                oneSided(Side.TEST, reference);
            }
        }
    }

    private static boolean isLogits(TensorEntry entry) {
        return TensorOrder.isLogits(entry.label());
    }

    private void oneSided(Side missing, TensorEntry entry) {
        boolean inReference = missing == Side.TEST;
        String label = entry.label();
        String expected = inReference ? pair.tensors().names().ofTest(label) : label;
        String reason = name(missing) + " has no tensor " + expected;
        if (gate.missing() == GateRequest.Missing.SKIP) {
            skip(label, reason);
            return;
        }
        pairs.add(PlannedPair.of(
                pair,
                gate,
                request -> Optional.of(entry).filter(known -> request.side() != missing),
                List.of(new Finding(
                        Code.TENSOR_MISSING,
                        Severity.FAIL,
                        "expected each tensor on both sides, found " + label + " only in "
                                + entry.fileName() + ": " + reason
                                + ". Write it on both sides, say with tensorNames what it is called there, or set missing"
                                + " to skip",
                        Map.of()))));
    }

    /** Skips integer tensors, which cannot be compared, and files without tensors. */
    private void skipRest(TensorEntry.Listing references, TensorEntry.Listing tests) {
        Map<String, String> integers = new LinkedHashMap<>();
        List<Path> others = new ArrayList<>();
        for (TensorEntry.Listing listing : List.of(references, tests)) {
            for (TensorEntry entry : listing.entries()) {
                if (isOfIntegers(entry)) {
                    integers.putIfAbsent(entry.label(), reason(entry));
                }
            }
            others.addAll(listing.others());
        }
        for (Map.Entry<String, String> integer : integers.entrySet()) {
            skip(integer.getKey(), integer.getValue());
        }
        for (Path file : others) {
            skip(
                    String.valueOf(file.getFileName()),
                    gate.nameOf(file) + " does not end in one of: " + Container.endings());
        }
    }

    private static String reason(TensorEntry entry) {
        return "whole numbers or truth values (" + entry.tensor().type() + ")";
    }

    private void skip(String label, String reason) {
        skipped.add(pair.skipped(Optional.of(label), reason, gate::nameOf));
    }

    private void refuse(String problem) {
        pairs.add(PlannedPair.refused(pair, gate, unusable(Side.REFERENCE, problem)));
    }

    private Finding unusable(Side side, String problem) {
        return new Finding(Code.UNUSABLE_INPUT, Severity.WARNING, name(side) + ": " + problem, Map.of());
    }

    private String name(Side side) {
        return gate.nameOf(pair.output(side).found().orElseThrow());
    }
}
