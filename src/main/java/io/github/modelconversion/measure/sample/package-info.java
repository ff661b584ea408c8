/**
 * In-memory samples of both sides, and the search for the part or order of one side that matches the other. Knows only
 * readers.
 */
@NullMarked
package io.github.modelconversion.measure.sample;

import org.jspecify.annotations.NullMarked;
