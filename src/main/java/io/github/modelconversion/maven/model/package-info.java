/** What the files of the models add to a report on their outputs: likely causes, and the texts of tokens. */
@NullMarked
package io.github.modelconversion.maven.model;

import org.jspecify.annotations.NullMarked;
