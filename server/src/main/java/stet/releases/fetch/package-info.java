/** Gives what is live to applications that call providers themselves. */
@NullMarked
package stet.releases.fetch;

import org.jspecify.annotations.NullMarked;
