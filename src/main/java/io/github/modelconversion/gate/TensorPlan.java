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
import java.util.function.Function;
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
        if (pair.ofRuns()) {
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
        add(pair, request -> side(request, Optional.empty()), true, Optional.empty());
    }

    private void planValues() {
        Optional<Path> reference = pair.reference().found();
        Optional<Path> test = pair.test().found();
        boolean directories = reference.filter(Files::isDirectory).isPresent();
        boolean alike = reference.isPresent()
                && test.isPresent()
                && directories == Files.isDirectory(test.get());
        try {
            if (alike) {
                plan(list(pair.reference()), list(pair.test()));
                return;
            }
        } catch (IOException unusable) {
            if (directories) {
                obstruct(Finding.unusable(UnusableInputException.of(name(Side.REFERENCE), unusable)));
                return;
            }
        }
        add(pair, this::lone, false, Optional.empty());
    }

    private TensorEntry.Listing list(OutputRequest request) throws IOException {
        return TensorEntry.list(request.found().orElseThrow(), gate::nameOf, request.elementType());
    }

    private void add(
            PairRequest of,
            Function<OutputRequest, PlannedSide> sides,
            boolean ofRuns,
            Optional<Finding> obstacle) {
        // One missing file is enough to give the hint.
        PlannedSide reference = sides.apply(pair.reference()).withHint(gate.missingFileHint());
        PlannedSide test = sides.apply(pair.test()).withHint(reference.problem().isEmpty() ? gate.missingFileHint() : "");
        pairs.add(new PlannedPair(of, pair.dataDirectory().map(gate::nameOf), reference, test, ofRuns, obstacle));
    }

    private void add(
            PairRequest of, Optional<TensorEntry> reference, Optional<TensorEntry> test, Optional<Finding> obstacle) {
        add(of, request -> side(request, request.side() == Side.REFERENCE ? reference : test), false, obstacle);
    }

    private void obstruct(Finding obstacle) {
        add(pair, request -> side(request, Optional.empty()), false, Optional.of(obstacle));
    }

    private PlannedSide side(OutputRequest request, Optional<TensorEntry> tensor) {
        Optional<Path> found = tensor.map(TensorEntry::file).or(request::found);
        String name = gate.nameOf(found.orElse(request.candidates().get(0)));
        return new PlannedSide(request, name, tensor, MissingFile.of(request, found, pair.kind(), gate));
    }

    /** The other side cannot be used, or neither: what this one holds is still told where that is a single tensor. */
    private PlannedSide lone(OutputRequest request) {
        PlannedSide side = side(request, Optional.empty());
        if (side.problem().isPresent()) {
            return side;
        }
        try {
            List<TensorEntry> tensors = list(request).entries();
            return tensors.size() == 1 ? side(request, Optional.of(tensors.get(0))) : side;
        } catch (IOException unreadable) {
            Finding reason = Finding.unusable(UnusableInputException.of(side.name(), unreadable));
            return new PlannedSide(request, side.name(), side.tensor(), Optional.of(reason));
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
            return Optional.of(Finding.unusable(useless));
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
                request -> side(request, Optional.of(entry).filter(known -> request.side() != missing)),
                false,
                Optional.of(new Finding(
                        Code.TENSOR_MISSING,
                        Severity.FAIL,
                        "expected each tensor on both sides, found " + label + " only in "
                                + entry.fileName() + ": " + reason
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
