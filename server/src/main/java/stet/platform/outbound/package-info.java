/** Requests to addresses that users name. */
@NullMarked
package stet.platform.outbound;

import org.jspecify.annotations.NullMarked;
