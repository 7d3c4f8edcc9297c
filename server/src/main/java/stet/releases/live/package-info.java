/** What is live, in memory: no store on the way of who asks. */
@NullMarked
package stet.releases.live;

import org.jspecify.annotations.NullMarked;
