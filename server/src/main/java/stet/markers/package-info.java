/** What happened when, to be seen on time axes. */
@NullMarked
package stet.markers;

import org.jspecify.annotations.NullMarked;
