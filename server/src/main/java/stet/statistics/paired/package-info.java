/** Scores of two versions: on the same cases by their differences, or on different ones. */
@NullMarked
package stet.statistics.paired;

import org.jspecify.annotations.NullMarked;
