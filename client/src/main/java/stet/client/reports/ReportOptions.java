package stet.client.reports;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/** How {@link Reports} are to be sent; every answer is good as it is. */
public final class ReportOptions {
    final URI url;
    final String key;
    final String project;
    int most = 10_000;
    int batch = 200;
    InstantSource clock = InstantSource.system();
    Duration every = Duration.ofSeconds(1);
    Duration longestClose = Duration.ofSeconds(5);
    Mask mask = (field, text) -> text;

    ReportOptions(URI url, String key, String project) {
        this.url = Objects.requireNonNull(url, "url");
        this.key = Objects.requireNonNull(key, "key");
        this.project = Objects.requireNonNull(project, "project");
    }

    /** The most that wait in memory; the oldest are dropped for new ones. 10,000 unless said. */
    public ReportOptions most(int reports) {
        most = within("reports", reports, 1_000_000);
        return this;
    }

    /** The most in one request; 200 unless said, at most 1,000. */
    public ReportOptions batch(int reports) {
        batch = within("reports in a request", reports, 1000);
        return this;
    }

    /** The longest that a report waits for others; 1 s unless said. */
    public ReportOptions every(Duration pause) {
        every = positive(pause);
        return this;
    }

    /** The longest that closing waits for what is left to be sent; 5 s unless said. */
    public ReportOptions longestClose(Duration most) {
        longestClose = positive(most);
        return this;
    }

    /** What all texts pass through before they leave. */
    public ReportOptions masked(Mask with) {
        mask = Objects.requireNonNull(with, "mask");
        return this;
    }

    public Reports open() {
        return new Reports(this);
    }

    private static int within(String what, int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException("1 to " + most + " " + what + " are possible, not " + number);
        }
        return number;
    }

    private static Duration positive(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a duration is longer than " + duration);
        }
        return duration;
    }
}
