package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.input.Prompt;
import io.github.modelconversion.input.tensor.Head;
import java.util.Optional;

/**
 * Further facts about an output: the files next to it, and what its bytes look like.
 *
 * @param named whether the file was named directly, not found by the tools' file name
 * @param prompt the prompt that it answers
 * @param staleness why the present model did not write it, as the end of a phrase; empty if nothing says so
 * @param head its first values
 */
public record OutputFacts(boolean named, Prompt prompt, Optional<String> staleness, Head head) {}
