/** What stored calls cost: computed anew when prices change, tried out before they do. */
@NullMarked
package stet.costs;

import org.jspecify.annotations.NullMarked;
