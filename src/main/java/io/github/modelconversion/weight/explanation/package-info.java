/**
 * Finds how a wrong tensor follows from the original's: one class for each kind of relation. Knows the relations and the
 * views that predict weights.
 */
@NullMarked
package io.github.modelconversion.weight.explanation;

import org.jspecify.annotations.NullMarked;
