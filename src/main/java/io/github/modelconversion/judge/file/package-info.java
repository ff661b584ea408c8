/** Findings about the files and those next to them: tokens, prompts, types, ages. Knows the evidence. */
@NullMarked
package io.github.modelconversion.judge.file;

import org.jspecify.annotations.NullMarked;
