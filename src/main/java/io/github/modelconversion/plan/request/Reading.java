package io.github.modelconversion.plan.request;

import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;

/**
 * How to read the files of a comparison.
 *
 * @param kind what the outputs hold
 * @param layout how to split files without dimensions into rows
 * @param tensors the tensors to compare
 */
public record Reading(OutputKind kind, Layout layout, TensorSelection tensors) {}
