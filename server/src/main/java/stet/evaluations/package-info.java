/** Suites, their runs, and whether one run is better than another. */
@NullMarked
package stet.evaluations;

import org.jspecify.annotations.NullMarked;
