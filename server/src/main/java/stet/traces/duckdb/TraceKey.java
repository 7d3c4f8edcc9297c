package stet.traces.duckdb;

import java.util.UUID;

/** Which trace of which project. Its hash narrows a search down; it decides nothing. */
record TraceKey(UUID project, String traceId) {
    private static final long PRIME = 0x100000001b3L;

    /** FNV-1a, finished so that near ids lie far apart; stored, so it must never change. */
    long hash() {
        long hash =
                0xcbf29ce484222325L ^ project.getMostSignificantBits() ^ (project.getLeastSignificantBits() * PRIME);
        for (int i = 0; i < traceId.length(); i++) {
            hash = (hash ^ traceId.charAt(i)) * PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return hash ^ (hash >>> 33);
    }
}
