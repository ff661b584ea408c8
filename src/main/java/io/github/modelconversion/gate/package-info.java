/** What the plugin is: finds the outputs, has each pair measured and diagnosed, and judges it against the limits. */
@NullMarked
package io.github.modelconversion.gate;

import org.jspecify.annotations.NullMarked;
