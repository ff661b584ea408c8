package io.github.modelconversion.shard;

import io.github.modelconversion.gate.Measured;
import io.github.modelconversion.gate.NotMeasured;
import io.github.modelconversion.gate.Shards;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.store.JsonException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Merges the shards of a run separately for each converted model. The result depends on the files' names and contents, not
 * on the order in which they are given.
 */
public final class ShardMerge {

    private final List<Member> members = new ArrayList<>();
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Finding> problems = new ArrayList<>();

    private ShardMerge() {}

    /**
     * Merges the shards in files. If they do not form a run, the result is a single unmeasured shard with the reason as its
     * finding.
     *
     * @param files the files, at least one
     * @param base the directory that file names are relative to
     * @param expected the required number of shards per converted model; empty if not configured
     */
    public static Shards merge(List<Path> files, BaseDirectory base, OptionalLong expected) {
        ShardMerge merge = new ShardMerge();
        Map<String, Path> byName =
                files.stream().collect(Collectors.toMap(base::nameOf, file -> file, (one, same) -> one, TreeMap::new));
        byName.forEach((name, file) -> merge.read(file, name));
        return new Shards(merge.result(List.copyOf(byName.keySet()), expected), List.of());
    }

    private void read(Path file, String name) {
        try {
            for (Measured shard : StateFile.read(file, name)) {
                subjects.add(shard.subject());
                add(name, shard);
            }
        } catch (JsonException damaged) {
            note(damaged.getMessage()
                    + ". Give the nmse-check.state that nmse-check of this version writes when shard is true, as it was"
                    + " written");
        } catch (NoSuchFileException missing) {
            note(new UnusableInputException(
                    name,
                    "expected a shard that nmse-check measured, found no such file",
                    "Run nmse-check with shard set to true first, or correct states"));
        } catch (IOException unreadable) {
            note(UnusableInputException.of(name, unreadable));
        }
    }

    private void add(String name, Measured shard) {
        try {
            members.add(Member.of(name, shard));
        } catch (UnusableInputException notMeasured) {
            note(notMeasured);
        }
    }

    private void note(UnusableInputException problem) {
        note(String.valueOf(problem.getMessage()));
    }

    private void note(String problem) {
        problems.add(new Finding(Code.UNUSABLE_INPUT, Severity.WARNING, problem, Map.of()));
    }

    private List<Measured> result(List<String> names, OptionalLong expected) {
        if (problems.isEmpty()) {
            try {
                return combined(expected);
            } catch (UnusableInputException refused) {
                note(refused);
            }
        }
        Optional<Subject> any = subjects.stream().findFirst();
        String file = names.get(0) + (names.size() > 1 ? " and " + (names.size() - 1) + " more" : "");
        Subject subject = new Subject(
                OutputKind.LOGITS,
                Optional.empty(),
                output(any.map(Subject::reference), file),
                output(any.map(Subject::test), file),
                any.flatMap(Subject::type));
        return List.of(new NotMeasured(subject, Scope.RUNS, problems));
    }

    private static Output output(Optional<Output> known, String file) {
        return Output.unopened(known.map(Output::model).orElse("unknown"), file, Optional.empty());
    }

    private List<Measured> combined(OptionalLong expected) throws UnusableInputException {
        for (Member member : members) {
            member.checkRun(members.get(0));
        }
        Map<String, List<Member>> byModel = members.stream()
                .collect(Collectors.groupingBy(member -> member.test().model(), TreeMap::new, Collectors.toList()));
        List<MergedRun> runs = new ArrayList<>();
        for (List<Member> group : byModel.values()) {
            runs.add(MergedRun.of(group, expected));
        }
        for (MergedRun run : runs) {
            run.checkText(runs.get(0));
        }
        return runs.stream().<Measured>map(MergedRun::run).toList();
    }
}
