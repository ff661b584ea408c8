/** What is asked for: two sides, where they lie, how they are read, which limits apply. Knows readers and limits. */
@NullMarked
package io.github.modelconversion.plan.request;

import org.jspecify.annotations.NullMarked;
