/** A request: two sides, their locations, how to read them and which limits apply. Knows readers and limits. */
@NullMarked
package io.github.modelconversion.plan.request;

import org.jspecify.annotations.NullMarked;
