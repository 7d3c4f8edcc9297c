/** What projects have done to everything that comes in before it is written down: dropped, hashed, redacted, cut. */
@NullMarked
package stet.traces.masking;

import org.jspecify.annotations.NullMarked;
