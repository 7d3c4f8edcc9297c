/** Tells other systems what happened, by signed requests to addresses they give. */
@NullMarked
package stet.webhooks;

import org.jspecify.annotations.NullMarked;
