package io.github.modelconversion.gate;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.diagnosis.Severity;
import io.github.modelconversion.logits.Container;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.logits.Tensor;
import io.github.modelconversion.logits.UnusableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which tensors of two files, or of two directories of files, are compared with each other.
 *
 * <p>A file without names has one tensor; of all others those that have the same name are a pair, in the order of the
 * reference's, as {@link TensorOrder} corrects it. What only one side has is a comparison that fails.
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

    /** Plans a comparison of two outputs. */
    static TensorPlan of(PairRequest pair, GateRequest gate) {
        TensorPlan plan = new TensorPlan(pair, gate);
        if (RunPair.isAsked(pair)) {
            plan.planRuns();
        } else {
            plan.planValues();
        }
        return plan;
    }

    /** Plans a comparison of two outputs that must be runs of llama-perplexity. */
    static TensorPlan ofRuns(PairRequest pair, GateRequest gate) {
        TensorPlan plan = new TensorPlan(pair, gate);
        plan.planRuns();
        return plan;
    }

    private void planRuns() {
        add(pair, this::side, true, Optional.empty());
    }

    private void planValues() {
        Optional<Path> reference = pair.reference().found();
        Optional<Path> test = pair.test().found();
        boolean alike = reference.isPresent()
                && test.isPresent()
                && Files.isDirectory(reference.get()) == Files.isDirectory(test.get());
        if (!alike) {
            add(pair, this::lone, false, Optional.empty());
            return;
        }
        try {
            plan(
                    TensorEntry.list(
                            reference.get(), gate::nameOf, pair.reference().elementType()),
                    TensorEntry.list(test.get(), gate::nameOf, pair.test().elementType()));
        } catch (IOException unusable) {
            if (Files.isDirectory(reference.get())) {
                obstruct(Unusable.finding(UnusableInputException.of(name(Side.REFERENCE), unusable)));
            } else {
                add(pair, this::lone, false, Optional.empty());
            }
        }
    }

    /** Plans a side; a hint helps where its file is missing. */
    @FunctionalInterface
    private interface Planner {
        PlannedSide plan(OutputRequest request, String hint);
    }

    /** One missing file is enough to give the hint. */
    private void add(PairRequest of, Planner planner, boolean ofRuns, Optional<Finding> obstacle) {
        PlannedSide reference = planner.plan(pair.reference(), gate.missingFileHint());
        String hint = reference.problem().isEmpty() ? gate.missingFileHint() : "";
        pairs.add(new PlannedPair(
                of,
                pair.dataDirectory().map(gate::nameOf),
                reference,
                planner.plan(pair.test(), hint),
                ofRuns,
                obstacle));
    }

    private void add(
            PairRequest of, Optional<TensorEntry> reference, Optional<TensorEntry> test, Optional<Finding> obstacle) {
        add(
                of,
                (request, hint) -> {
                    Optional<TensorEntry> entry = request.side() == Side.REFERENCE ? reference : test;
                    return entry.isPresent() ? side(request, entry.get(), hint) : side(request, hint);
                },
                false,
                obstacle);
    }

    private void obstruct(Finding obstacle) {
        add(pair, Optional.empty(), Optional.empty(), Optional.of(obstacle));
    }

    private PlannedSide side(OutputRequest request, String hint) {
        Optional<Path> found = request.found();
        return new PlannedSide(
                request,
                gate.nameOf(found.orElse(request.candidates().get(0))),
                Optional.empty(),
                MissingFile.of(request, found, pair.kind(), gate, hint));
    }

    private PlannedSide side(OutputRequest request, TensorEntry entry, String hint) {
        return new PlannedSide(
                request,
                entry.name(),
                Optional.of(entry),
                MissingFile.of(request, Optional.of(entry.file()), pair.kind(), gate, hint));
    }

    /** The other side cannot be used, or neither: what this one holds is still told where that is a single tensor. */
    private PlannedSide lone(OutputRequest request, String hint) {
        PlannedSide side = side(request, hint);
        if (side.problem().isPresent()) {
            return side;
        }
        try {
            List<TensorEntry> tensors = TensorEntry.list(
                            request.found().orElseThrow(), gate::nameOf, request.elementType())
                    .entries();
            return tensors.size() == 1
                    ? new PlannedSide(request, side.name(), Optional.of(tensors.get(0)), Optional.empty())
                    : side;
        } catch (IOException unreadable) {
            return new PlannedSide(
                    request,
                    side.name(),
                    Optional.empty(),
                    Optional.of(Unusable.finding(UnusableInputException.of(side.name(), unreadable))));
        }
    }

    /** Returns the comparisons, in order. */
    List<PlannedPair> pairs() {
        return pairs;
    }

    /** Returns what is left out. */
    List<Skipped> skipped() {
        return skipped;
    }

    private void plan(TensorEntry.Listing references, TensorEntry.Listing tests) {
        Optional<String> only = pair.tensors().tensor();
        boolean named = isNamed(references) && isNamed(tests);
        boolean useless = only.isPresent() ? !isNamed(references) && !isNamed(tests) : !named;
        Optional<Finding> obstacle = useless ? namesOfNoUse() : Optional.empty();
        if (obstacle.isPresent()) {
            obstruct(obstacle.get());
        } else if (only.isPresent()) {
            planOne(references.entries(), tests.entries(), only.get());
        } else if (named) {
            boolean testTellsOrder = !references.keepsOrder() && tests.keepsOrder();
            planAll(values(references), values(tests), testTellsOrder);
            skipRest(references, tests);
        } else {
            planUnnamed(references, tests);
        }
    }

    private Optional<Finding> namesOfNoUse() {
        try {
            pair.tensors().requireNone(name(Side.REFERENCE) + " and " + name(Side.TEST));
            return Optional.empty();
        } catch (UnusableInputException useless) {
            return Optional.of(Unusable.finding(useless));
        }
    }

    private static boolean isNamed(TensorEntry.Listing listing) {
        return listing.entries().stream().noneMatch(entry -> entry.label().isEmpty());
    }

    private static List<TensorEntry> values(TensorEntry.Listing listing) {
        return listing.entries().stream()
                .filter(entry -> entry.tensor().content() != Tensor.Content.INTEGERS)
                .toList();
    }

    private void planOne(List<TensorEntry> references, List<TensorEntry> tests, String tensor) {
        String ofTest = pair.tensors().names().ofTest(tensor);
        Optional<TensorEntry> reference = find(references, tensor);
        Optional<TensorEntry> test = find(tests, ofTest);
        Optional<Finding> obstacle = obstacle(Side.REFERENCE, references, reference, tensor)
                .or(() -> obstacle(Side.TEST, tests, test, ofTest));
        add(pair, reference, test, obstacle);
    }

    private static Optional<TensorEntry> find(List<TensorEntry> entries, String label) {
        return entries.stream()
                .filter(entry -> entry.label().equals(label) || entry.label().isEmpty())
                .findFirst();
    }

    private Optional<Finding> obstacle(
            Side side, List<TensorEntry> entries, Optional<TensorEntry> found, String tensor) {
        if (found.isEmpty()) {
            return Optional.of(unusable(
                    side,
                    "expected the tensor " + tensor + ", found " + TensorEntry.names(entries)
                            + ". Correct tensor or tensorNames"));
        }
        boolean wholeNumbers = found.get().tensor().content() == Tensor.Content.INTEGERS;
        return wholeNumbers
                ? Optional.of(unusable(
                        side,
                        "expected values in the tensor " + tensor + ", found " + reason(found.get())
                                + ". Correct tensor"))
                : Optional.empty();
    }

    private void planUnnamed(TensorEntry.Listing references, TensorEntry.Listing tests) {
        List<TensorEntry> ofReference = values(references);
        List<TensorEntry> ofTest = values(tests);
        Optional<Finding> obstacle = notOne(Side.REFERENCE, ofReference).or(() -> notOne(Side.TEST, ofTest));
        add(pair, ofReference.stream().findFirst(), ofTest.stream().findFirst(), obstacle);
        skipRest(references, tests);
    }

    private Optional<Finding> notOne(Side side, List<TensorEntry> entries) {
        return entries.size() == 1
                ? Optional.empty()
                : Optional.of(unusable(
                        side,
                        "expected one tensor, as the other side has one without a name, found "
                                + TensorEntry.names(entries) + ". Name the one to compare with tensor"));
    }

    /** A tensor of the reference, and the one of the test that is called as it should be. */
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
        // Unless somebody said so, of several tensors only those that are called logits are: a softmax of others means
        // nothing.
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
                add(pair.of(kind), Optional.of(reference), both.test(), Optional.empty());
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
        add(
                pair,
                inReference ? Optional.of(entry) : Optional.empty(),
                inReference ? Optional.empty() : Optional.of(entry),
                Optional.of(new Finding(
                        Code.TENSOR_MISSING,
                        Severity.FAIL,
                        "expected each tensor on both sides, found " + label + " only in "
                                + entry.name() + ": " + reason
                                + ". Write it on both sides, say with tensorNames what it is called there, or set missing"
                                + " to skip",
                        Map.of())));
    }

    /** Whole numbers cannot be compared, and neither can files that hold no tensors. */
    private void skipRest(TensorEntry.Listing references, TensorEntry.Listing tests) {
        Stream.concat(references.entries().stream(), tests.entries().stream())
                .filter(entry -> entry.tensor().content() == Tensor.Content.INTEGERS)
                .collect(Collectors.toMap(
                        TensorEntry::label, TensorPlan::reason, (one, same) -> one, LinkedHashMap::new))
                .forEach(this::skip);
        Stream.concat(references.others().stream(), tests.others().stream())
                .forEach(file -> skip(
                        String.valueOf(file.getFileName()),
                        gate.nameOf(file) + " does not end in one of: " + Container.endings()));
    }

    private static String reason(TensorEntry entry) {
        return "whole numbers or truth values (" + entry.tensor().type() + ")";
    }

    private void skip(String label, String reason) {
        skipped.add(new Skipped(
                pair.dataDirectory().map(gate::nameOf),
                pair.reference().model(),
                pair.test().model(),
                Optional.of(label),
                reason));
    }

    private void refuse(String problem) {
        obstruct(unusable(Side.REFERENCE, problem));
    }

    private Finding unusable(Side side, String problem) {
        return new Finding(Code.UNUSABLE_INPUT, Severity.WARNING, name(side) + ": " + problem, Map.of());
    }

    private String name(Side side) {
        return gate.nameOf(pair.output(side).found().orElseThrow());
    }
}
