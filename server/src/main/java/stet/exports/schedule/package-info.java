/** Exports what has come, hour by hour or day by day, to a folder or an object store. */
@NullMarked
package stet.exports.schedule;

import org.jspecify.annotations.NullMarked;
