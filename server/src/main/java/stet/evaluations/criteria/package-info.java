/** What a suite demands of a run, and whether a run meets it. */
@NullMarked
package stet.evaluations.criteria;

import org.jspecify.annotations.NullMarked;
