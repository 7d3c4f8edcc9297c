/** Takes traces out of a project, and in again. */
@NullMarked
package stet.exports;

import org.jspecify.annotations.NullMarked;
