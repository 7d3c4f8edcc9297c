/** What came of a run, written for people and for machines. */
@NullMarked
package stet.evaluations.reports;

import org.jspecify.annotations.NullMarked;
