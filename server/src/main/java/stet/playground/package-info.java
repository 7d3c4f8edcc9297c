/** Where prompts are tried: variants beside each other, streamed, each call recorded. */
@NullMarked
package stet.playground;

import org.jspecify.annotations.NullMarked;
