/** Removes data because someone asked for it, and shows that it is gone. */
@NullMarked
package stet.traces.deletion;

import org.jspecify.annotations.NullMarked;
