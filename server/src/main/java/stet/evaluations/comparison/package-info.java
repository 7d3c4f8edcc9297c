/** Whether one run is better than another: paired by case, with intervals, verdicts and the cases that changed. */
@NullMarked
package stet.evaluations.comparison;

import org.jspecify.annotations.NullMarked;
