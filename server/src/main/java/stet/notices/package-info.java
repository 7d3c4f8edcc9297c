/** Tells open pages when there is something new to ask for. */
@NullMarked
package stet.notices;

import org.jspecify.annotations.NullMarked;
