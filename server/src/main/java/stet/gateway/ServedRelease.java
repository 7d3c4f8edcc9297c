package stet.gateway;

import org.jspecify.annotations.Nullable;

/**
 * The release that stet made a call's request of.
 *
 * @param attempt which of the release's models was asked, from 1; absent where it has no fallbacks
 */
record ServedRelease(
        int number, String digest, String step, @Nullable Integer attempt) {}
