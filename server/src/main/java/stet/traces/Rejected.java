package stet.traces;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.json.Json;

/** A file of what the store cannot keep, one JSON object on each line with the reason, so that it can be mended and sent again. */
record Rejected(Path file, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Rejected.class);

    /** A line of the file: a span, an amendment, a score, or an entry that could not even be read as such. */
    record Line(
            Instant rejectedAt,
            String reason,
            @Nullable UUID projectId,
            @Nullable Span span,
            @Nullable Amendment amendment,
            @Nullable Score score,
            @Nullable String entryBase64) {}

    void add(TraceStore.Item item, String reason) {
        var now = clock.instant();
        var project = item.projectId();
        write(
                switch (item) {
                    case TraceStore.Recorded it ->
                        new Line(now, reason, project, it.span().span(), null, null, null);
                    case TraceStore.Amended it -> new Line(now, reason, project, null, it.amendment(), null, null);
                    case TraceStore.Scored it -> new Line(now, reason, project, null, null, it.score(), null);
                });
    }

    void add(byte[] entry, String reason) {
        write(new Line(
                clock.instant(),
                reason,
                null,
                null,
                null,
                null,
                Base64.getEncoder().encodeToString(entry)));
    }

    private void write(Line line) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (var out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                var bytes = ByteBuffer.wrap((Json.MAPPER.writeValueAsString(line) + "\n")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set aside what the store rejects in " + file, e);
        }
        LOG.error("the telemetry store rejects a record, which is kept in {}: {}", file, line.reason());
    }
}
