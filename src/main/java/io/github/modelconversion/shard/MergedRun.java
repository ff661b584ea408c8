package io.github.modelconversion.shard;

import io.github.modelconversion.gate.MeasuredRun;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.measure.runs.KldAccumulator;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Part;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All shards of one converted model, combined. */
final class MergedRun {

    /** Most rows: per-row figures are kept in an array, which holds no more elements. */
    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    private final List<Member> members;
    private final KldAccumulator rows;

    /** The place of each chunk of the text, by fingerprint. */
    private final Map<Long, Place> chunks = new LinkedHashMap<>();

    private record Place(Member member, int chunk) {
        @Override
        public String toString() {
            return "chunk " + chunk + " of " + member.reference().file() + " (" + member.state() + ")";
        }
    }

    private MergedRun(List<Member> members, int expectedRows) {
        this.members = members;
        this.rows = new KldAccumulator(expectedRows);
    }

    /**
     * Combines shards.
     *
     * @param members shards of one converted model, in report order
     * @param expected the required number of shards; empty if not configured
     * @throws UnusableInputException if they are not the parts of one run
     */
    static MergedRun of(List<Member> members, OptionalLong expected) throws UnusableInputException {
        long rows =
                members.stream().mapToLong(member -> member.run().rows().rows()).sum();
        checkCount(members, expected, rows);
        MergedRun run = new MergedRun(members, (int) rows);
        for (Member member : members) {
            run.checkType(member);
            run.addText(member);
            run.rows.combine(member.run().rows());
        }
        return run;
    }

    private static void checkCount(List<Member> members, OptionalLong expected, long rows)
            throws UnusableInputException {
        String model = members.get(0).test().model();
        if (expected.isPresent() && expected.getAsLong() != members.size()) {
            throw new UnusableInputException(
                    model,
                    "expected " + expected.getAsLong() + " shards, found " + members.size() + ": "
                            + members.stream().map(Member::state).collect(Collectors.joining(", ")),
                    "Look for the nmse-check.state of every shard, or correct shards");
        }
        if (rows > MOST_ROWS) {
            throw new UnusableInputException(
                    model, "expected at most " + MOST_ROWS + " rows, found " + rows, "Merge fewer shards");
        }
    }

    private void checkType(Member member) throws UnusableInputException {
        Member first = members.get(0);
        if (!member.type().equals(first.type())) {
            throw new UnusableInputException(
                    member.state(),
                    "expected one type of " + member.test().model() + ", found " + type(member) + " here and "
                            + type(first) + " in " + first.state(),
                    "Merge shards of one conversion");
        }
    }

    private static String type(Member member) {
        return member.type()
                .map(type -> type.quantization() + " from its "
                        + (type.origin() == ConversionType.Origin.GGUF ? "GGUF" : "name"))
                .orElse("an unknown one");
    }

    /** Adds a shard's text. A chunk may occur twice within a shard, as in the text, but not in two shards. */
    private void addText(Member member) throws UnusableInputException {
        List<Long> own = member.run().chunks();
        Map<Long, Place> places = new LinkedHashMap<>();
        for (int i = 0; i < own.size(); i++) {
            Place place = new Place(member, i);
            Place elsewhere = chunks.get(own.get(i));
            if (elsewhere != null) {
                throw new UnusableInputException(
                        member.state(),
                        "expected text that no other shard of " + member.test().model() + " has, found that " + place
                                + " is " + elsewhere,
                        "Leave out the duplicate");
            }
            places.putIfAbsent(own.get(i), place);
        }
        chunks.putAll(places);
    }

    /** Checks that another converted model was compared on the same text with the same reference. */
    void checkText(MergedRun other) throws UnusableInputException {
        for (MergedRun one : List.of(this, other)) {
            MergedRun second = one == this ? other : this;
            for (Map.Entry<Long, Place> chunk : one.chunks.entrySet()) {
                if (!second.chunks.containsKey(chunk.getKey())) {
                    throw new UnusableInputException(
                            second.model(),
                            "expected the text that " + one.model() + " was measured on, found no shard with "
                                    + chunk.getValue(),
                            "Merge all shards of both, or each model by itself");
                }
            }
        }
        if (!rows.totals().referenceLoss().equals(other.rows.totals().referenceLoss())) {
            throw new UnusableInputException(
                    model(),
                    "expected the reference that " + other.model()
                            + " was compared with, found other log-probabilities on the same text",
                    "Compare all conversions with one run of the original");
        }
    }

    private String model() {
        return members.get(0).test().model();
    }

    /** Returns all shards as one run. */
    MeasuredRun run() {
        MeasuredRun first = members.get(0).run();
        List<Part> parts = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Member member : members) {
            int count = member.run().rows().rows();
            parts.add(Part.of(member.state(), count, member.reference(), member.test()));
            findings.addAll(member.run().findings());
        }
        Subject subject = first.subject();
        return new MeasuredRun(
                new Subject(
                        subject.kind(),
                        Optional.empty(),
                        output(Member::reference),
                        output(Member::test),
                        subject.type()),
                first.context(),
                first.vocabulary(),
                List.copyOf(chunks.keySet()),
                rows,
                findings,
                parts);
    }

    private Output output(Function<Member, Output> side) {
        Shape shape = new Shape(
                List.of((long) rows.rows(), (long) members.get(0).run().vocabulary()));
        return Output.ofAll(members.stream().map(side).toList(), shape);
    }
}
