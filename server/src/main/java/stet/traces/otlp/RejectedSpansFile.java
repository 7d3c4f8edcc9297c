package stet.traces.otlp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.platform.json.Json;

/**
 * Rejected spans as lines of JSON in a file. A file that has grown to its limit becomes the older one and replaces the one before
 * it, so that a sender of nothing but bad spans cannot fill the disk.
 */
final class RejectedSpansFile implements RejectedSpans {
    private final Path file;
    private final Path older;
    private final long limit;
    private final InstantSource clock;

    RejectedSpansFile(Path file, long limit, InstantSource clock) {
        this.file = file;
        this.older = file.resolveSibling(file.getFileName() + ".older");
        this.limit = limit;
        this.clock = clock;
    }

    /** A line: JSON payloads as text, protobuf in base64. */
    private record Line(
            Instant rejectedAt,
            UUID projectId,
            String reason,
            String format,
            @Nullable String json,
            @Nullable String protobuf) {}

    @Override
    public synchronized void keep(UUID projectId, List<RejectedRecord> rejected) {
        var lines = new ByteArrayOutputStream();
        for (RejectedRecord span : rejected) {
            boolean isJson = span.format() == OtlpFormat.JSON;
            lines.writeBytes(Json.MAPPER.writeValueAsBytes(new Line(
                    clock.instant(),
                    projectId,
                    span.reason(),
                    span.format().name().toLowerCase(Locale.ROOT),
                    isJson ? new String(span.payload(), StandardCharsets.UTF_8) : null,
                    isJson ? null : Base64.getEncoder().encodeToString(span.payload()))));
            lines.write('\n');
        }
        try {
            if (Files.exists(file) && Files.size(file) >= limit) {
                Files.move(file, older, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
            append(ByteBuffer.wrap(lines.toByteArray()));
        } catch (IOException | UncheckedIOException e) {
            throw new Problem.Unavailable(
                    "rejected spans could not be written down: " + e.getMessage(), Duration.ofSeconds(5));
        }
    }

    private void append(ByteBuffer bytes) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
    }
}
