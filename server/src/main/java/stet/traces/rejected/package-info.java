/** What came and could not be stored: kept with its reason until it is sent again or discarded. */
@NullMarked
package stet.traces.rejected;

import org.jspecify.annotations.NullMarked;
