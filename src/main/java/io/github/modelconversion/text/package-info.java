/**
 * Numbers, names and failures as text: the shortest decimal, natural order, safe printing, the reason why a file cannot be
 * read. Depends on no other package of this plugin.
 */
@NullMarked
package io.github.modelconversion.text;

import org.jspecify.annotations.NullMarked;
