package stet.access;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.platform.db.Records;
import stet.platform.db.RecordsAddress;
import stet.platform.http.Api;
import stet.platform.http.ServedApi;

/** Records, access and a key of the project {@code demo}, under the operations of a feature that a test declares. */
public final class ServedAccess implements AutoCloseable {
    public final Records records;
    public final AccessFeature access;
    public final String key;
    private @Nullable ServedApi server;

    public ServedAccess(Path home) {
        records = Records.open(RecordsAddress.inHome(home));
        access = AccessFeature.create(records, home, Optional.of("correct horse"), InstantSource.system());
        key = access.keys().create(access.callers().server(), "demo", "test").key();
    }

    public Callers callers() {
        return access.callers();
    }

    public void serve(Api api, Duration bodyDeadline) throws Exception {
        server = new ServedApi(api, bodyDeadline);
    }

    public URI url() {
        var serving = server;
        if (serving == null) {
            throw new IllegalStateException("nothing is served yet");
        }
        return serving.url();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        access.close();
        records.close();
    }
}
