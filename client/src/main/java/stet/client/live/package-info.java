/** Keeps near an application what is live: releases and prompts, renewed as they change, and there when the server is not. */
@NullMarked
package stet.client.live;

import org.jspecify.annotations.NullMarked;
