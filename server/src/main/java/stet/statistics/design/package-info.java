/** What to conclude, and how many cases and repetitions that takes. */
@NullMarked
package stet.statistics.design;

import org.jspecify.annotations.NullMarked;
