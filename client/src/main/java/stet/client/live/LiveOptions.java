package stet.client.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How {@link Live} is to be; every answer is good as it is. */
public final class LiveOptions {
    final URI url;
    final String key;
    final String project;
    Duration longestWait = Duration.ofSeconds(2);
    Duration refreshEvery = Duration.ofMinutes(1);
    int most = 1000;
    InstantSource clock = InstantSource.system();
    boolean told = true;

    @Nullable
    Path folder;

    Bundle bundle = Bundle.NONE;

    LiveOptions(URI url, String key, String project) {
        this.url = Objects.requireNonNull(url, "url");
        this.key = Objects.requireNonNull(key, "key");
        this.project = Objects.requireNonNull(project, "project");
    }

    /** A folder of its own where a copy of each document survives this process; without one nothing is written down. */
    public LiveOptions copiesIn(Path folder) {
        this.folder = folder;
        return this;
    }

    /** Documents made by {@code stet release bundle}, as a resource on the class path. */
    public LiveOptions bundled(ClassLoader loader, String resource) {
        var in = loader.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalArgumentException("there is no resource '" + resource + "' on the class path");
        }
        bundle = Bundle.read(resource, in);
        return this;
    }

    /** Documents made by {@code stet release bundle}, as a file. */
    public LiveOptions bundled(Path file) {
        try {
            bundle = Bundle.read(file.toString(), Files.newInputStream(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle " + file + " cannot be read", e);
        }
    }

    /** The longest that a question waits for the server, which only the first for a document does; 2 s unless said. */
    public LiveOptions longestWait(Duration most) {
        longestWait = positive(most);
        return this;
    }

    /** How often a document is asked for again while nothing tells of changes; after that it is stale. A minute unless said. */
    public LiveOptions refreshEvery(Duration pause) {
        refreshEvery = positive(pause);
        return this;
    }

    /** The most documents in memory, and on the disk; 1,000 unless said. */
    public LiveOptions most(int documents) {
        if (documents < 1 || documents > 100_000) {
            throw new IllegalArgumentException("1 to 100000 documents can be kept, not " + documents);
        }
        most = documents;
        return this;
    }

    /** Whether changes are told by the server at once, which takes an open connection; yes unless said. */
    public LiveOptions told(boolean yes) {
        told = yes;
        return this;
    }

    /** Begins to listen; nothing is fetched before it is asked for. */
    public Live open() {
        return new Live(this);
    }

    private static Duration positive(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a duration is longer than " + duration);
        }
        return duration;
    }
}
