package stet.bench;

import java.util.ArrayList;
import java.util.Locale;

/** How long it takes from asking for a rollback until a gateway call is made of the release before. */
final class RollbackWatch {
    private final ReleaseAuthor author;
    private final StetServer stet;

    RollbackWatch(ReleaseAuthor author, StetServer stet) {
        this.author = author;
        this.stet = stet;
    }

    /** Asks, waits for the answer, sends a call and looks which release it was made of: stale ones would be counted. */
    void report(int times) {
        var answered = new ArrayList<Double>();
        var seen = new ArrayList<Double>();
        int stale = 0;
        for (int i = 0; i < times; i++) {
            int to = i % 2 == 0 ? 1 : 2;
            long before = System.nanoTime();
            author.rollback(to);
            answered.add((System.nanoTime() - before) / 1e6);
            var fetched = author.send("GET", "/api/v1/projects/demo/fetch/apps/" + ReleaseAuthor.APP, "", stet.key());
            var call = author.send("POST", "/v1/chat/completions", AppOverhead.APP_CALL, stet.key());
            seen.add((System.nanoTime() - before) / 1e6);
            if (!fetched.body().contains("\"release\":" + to + ",") || call.statusCode() != 200) {
                stale++;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "rollback: answered after %.1f ms, the next fetch and gateway call answered after %.1f ms (medians of %d); %d were of the release before%n%n",
                Medians.median(answered),
                Medians.median(seen),
                times,
                stale);
    }
}
