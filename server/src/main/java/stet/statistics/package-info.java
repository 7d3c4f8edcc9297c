/**
 * Pure statistics for comparing versions: intervals, paired tests, agreement, calibration, power. No state, no clock; randomness only from a
 * seed that the caller gives, so that every number can be had again to the bit.
 */
@NullMarked
package stet.statistics;

import org.jspecify.annotations.NullMarked;
