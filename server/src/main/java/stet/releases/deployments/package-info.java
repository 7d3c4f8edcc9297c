/** Which release each environment of an app has, since when, who decided it, and when nobody may. */
@NullMarked
package stet.releases.deployments;

import org.jspecify.annotations.NullMarked;
