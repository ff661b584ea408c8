/**
 * Numbers and names as text: the shortest decimal, natural order, and safe printing. Depends on no other package of this
 * plugin.
 */
@NullMarked
package io.github.modelconversion.text;

import org.jspecify.annotations.NullMarked;
