/** What a release of an app pins, where it is deployed, and what is live for whom. */
@NullMarked
package stet.releases;

import org.jspecify.annotations.NullMarked;
