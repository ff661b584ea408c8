package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.input.Prompt;
import io.github.modelconversion.input.tensor.Head;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.util.Optional;

/**
 * The facts about one output: its file, the files next to it, and what its bytes look like.
 *
 * @param source the file's name and format, and the rows that it is read as
 * @param named whether the file was named directly, not found by the tools' file name
 * @param prompt the prompt that it answers
 * @param staleness why the present model did not write it, as the end of a phrase; empty if nothing says so
 * @param head its first values
 */
public record OutputFacts(Source source, boolean named, Prompt prompt, Optional<String> staleness, Head head) {

    /** Returns the file's name in messages. */
    public String file() {
        return source.file();
    }

    public Format format() {
        return source.format();
    }

    public Shape shape() {
        return source.shape();
    }

    /** Returns the same facts about the output in other rows. */
    public OutputFacts in(Shape shape) {
        return new OutputFacts(new Source(file(), format(), shape), named, prompt, staleness, head);
    }
}
