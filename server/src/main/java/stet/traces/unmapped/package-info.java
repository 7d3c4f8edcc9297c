/** Attributes that no vocabulary understands: which there are, who sends them, how often. */
@NullMarked
package stet.traces.unmapped;

import org.jspecify.annotations.NullMarked;
