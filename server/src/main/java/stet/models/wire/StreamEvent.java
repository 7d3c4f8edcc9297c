package stet.models.wire;

import org.jspecify.annotations.Nullable;

/**
 * One event of a reply as it came, and what the relay must know of it.
 *
 * @param raw every byte of it, with the blank line at its end
 * @param data its data; absent for comments
 * @param firstContent whether it brought the first piece of the answer
 * @param usageOnly whether it holds token counts alone: a client that did not ask for them must not see it
 */
public record StreamEvent(byte[] raw, @Nullable String data, boolean firstContent, boolean usageOnly) {}
