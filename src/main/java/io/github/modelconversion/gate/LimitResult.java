package io.github.modelconversion.gate;

import java.util.OptionalDouble;

/**
 * A limit and how a comparison did against it.
 *
 * @param limit the limit
 * @param measured the metric's unrounded value; empty where it was not measured
 * @param verdict whether the limit was kept
 */
public record LimitResult(Limit limit, OptionalDouble measured, Verdict verdict) {}
