/** Versioned collections of cases to test with. */
@NullMarked
package stet.datasets;

import org.jspecify.annotations.NullMarked;
