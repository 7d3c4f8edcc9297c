/** What a judge that errs says about the truth, once it was held against people's labels. */
@NullMarked
package stet.statistics.calibration;

import org.jspecify.annotations.NullMarked;
