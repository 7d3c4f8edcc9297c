/** Shares of cases that pass: one, two side by side, two on the same cases. */
@NullMarked
package stet.statistics.proportions;

import org.jspecify.annotations.NullMarked;
