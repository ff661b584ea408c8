package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.input.Prompt;
import io.github.modelconversion.input.tensor.Head;
import java.util.Optional;

/**
 * What else is known of an output: what lies beside it, and what its bytes look like.
 *
 * @param named whether the file was named outright, and not by what the tools call it
 * @param prompt the prompt that it answers
 * @param newerModel the model's file that is newer than the output, where one is
 * @param head its first values
 */
public record OutputFacts(boolean named, Prompt prompt, Optional<String> newerModel, Head head) {}
