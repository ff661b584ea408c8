package io.github.modelconversion.plan.request;

import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A comparison of two files with the default limits, and changes to it. Immutable. */
public record PairFixture(
        Path base,
        Optional<Path> dataDirectory,
        OutputRequest reference,
        OutputRequest test,
        Optional<Path> originalModel,
        Optional<Path> convertedModel,
        OutputKind kind,
        Layout layout,
        Strictness rules,
        LimitPolicy limits) {

    /** Returns a comparison of two explicitly named files. */
    public static PairFixture files(Path base, Path reference, Path test) {
        return new PairFixture(
                base,
                Optional.empty(),
                OutputRequest.file(Side.REFERENCE, "reference", reference),
                OutputRequest.file(Side.TEST, "test", test),
                Optional.empty(),
                Optional.empty(),
                OutputKind.LOGITS,
                Layout.ONE_ROW,
                Strictness.DEFAULT,
                LimitPolicy.of(List.of()));
    }

    /** Returns a comparison of logits in {@code data}, found by the models' names. */
    public static PairFixture byName(Path base, String reference, String test) {
        return byName(base, OutputKind.LOGITS, reference, test);
    }

    /** Returns a comparison of outputs in {@code data}, found by the models' names. */
    public static PairFixture byName(Path base, OutputKind kind, String reference, String test) {
        Path data = base.resolve("data");
        return new PairFixture(
                base,
                Optional.of(data),
                OutputRequest.inDirectory(Side.REFERENCE, kind, reference, data),
                OutputRequest.inDirectory(Side.TEST, kind, test, data),
                Optional.empty(),
                Optional.empty(),
                kind,
                Layout.ONE_ROW,
                Strictness.DEFAULT,
                LimitPolicy.of(List.of()));
    }

    /** Returns a request for several comparisons without limits of their own. */
    public static GateRequest request(Path base, List<PairRequest> pairs) {
        return new GateRequest(
                base, pairs, LimitPolicy.of(List.of()), Strictness.DEFAULT, GateRequest.Missing.FAIL, "");
    }

    /** Returns this comparison of files with other model names. */
    public PairFixture ofNames(String ofReference, String ofTest) {
        return new PairFixture(
                base,
                dataDirectory,
                new OutputRequest(Side.REFERENCE, ofReference, reference.candidates(), reference.elementType()),
                new OutputRequest(Side.TEST, ofTest, test.candidates(), test.elementType()),
                originalModel,
                convertedModel,
                kind,
                layout,
                rules,
                limits);
    }

    public PairFixture ofModels(Path original, Path converted) {
        return ofModels(Optional.of(original), converted);
    }

    public PairFixture ofConvertedModel(Path converted) {
        return ofModels(Optional.empty(), converted);
    }

    private PairFixture ofModels(Optional<Path> original, Path converted) {
        return new PairFixture(
                base, dataDirectory, reference, test, original, Optional.of(converted), kind, layout, rules, limits);
    }

    public PairFixture ofKind(OutputKind other) {
        return new PairFixture(
                base, dataDirectory, reference, test, originalModel, convertedModel, other, layout, rules, limits);
    }

    /** Returns this comparison with other element types for files without a header. */
    public PairFixture ofTypes(ElementType ofReference, ElementType ofTest) {
        return new PairFixture(
                base,
                dataDirectory,
                reference.of(ofReference),
                test.of(ofTest),
                originalModel,
                convertedModel,
                kind,
                layout,
                rules,
                limits);
    }

    public PairFixture inRows(long positions) {
        return within(new Layout(OptionalLong.of(positions), OptionalLong.empty()));
    }

    public PairFixture within(Layout other) {
        return new PairFixture(
                base, dataDirectory, reference, test, originalModel, convertedModel, kind, other, rules, limits);
    }

    public PairFixture limitedBy(LimitPolicy other) {
        return new PairFixture(
                base, dataDirectory, reference, test, originalModel, convertedModel, kind, layout, rules, other);
    }

    public PairFixture with(Strictness other) {
        return new PairFixture(
                base, dataDirectory, reference, test, originalModel, convertedModel, kind, layout, other, limits);
    }

    public PairRequest pair() {
        return new PairRequest(dataDirectory, reference, test, originalModel, convertedModel, kind, layout);
    }

    public GateRequest request() {
        return new GateRequest(base, List.of(pair()), limits, rules, GateRequest.Missing.FAIL, "");
    }

    public GateReport report() {
        return new Gate().check(request());
    }

    public Comparison check() {
        return report().comparisons().get(0);
    }

    public List<Code> codes() {
        return check().findings().stream().map(Finding::code).toList();
    }

    /** Returns the finding with this code; fails if there is none. */
    public Finding finding(Code code) {
        return check().findings().stream()
                .filter(finding -> finding.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError("found only " + codes()));
    }
}
