/** How long data is kept, and how much of it there is. */
@NullMarked
package stet.traces.retention;

import org.jspecify.annotations.NullMarked;
