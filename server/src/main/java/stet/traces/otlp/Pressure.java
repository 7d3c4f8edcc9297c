package stet.traces.otlp;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import stet.platform.http.Problem;

/**
 * Sends telemetry back while there is no room for it, before anything of it is decoded.
 *
 * @param heapFull whether memory is nearly full
 * @param journal what the journal's files take, in bytes
 * @param mostJournal what they may take; 0 for as much as the disk holds
 */
public record Pressure(BooleanSupplier heapFull, LongSupplier journal, long mostJournal) {
    private static final Duration WAIT = Duration.ofSeconds(2);

    /** @throws Problem.Unavailable when there is no room now */
    public void check() {
        if (heapFull.getAsBoolean()) {
            throw new Problem.Unavailable("the server's memory is nearly full; send again", WAIT);
        }
        if (mostJournal > 0 && journal.getAsLong() > mostJournal) {
            throw new Problem.Unavailable(
                    "the journal is as large as it may be, since storing is behind; send again", WAIT);
        }
    }
}
