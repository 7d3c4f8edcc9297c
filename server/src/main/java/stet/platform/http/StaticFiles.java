package stet.platform.http;

import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The UI's files, from the jar: read once, kept compressed, revalidated by digest; any other page is the UI's index. */
public final class StaticFiles {
    private static final String ROOT = "ui";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
                    + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";
    private static final String NOT_BUILT =
            "<!doctype html><title>stet</title><p>This server was built without its UI. "
                    + "Build it with <code>./mvnw package</code>; the API is at <a href=\"/api/openapi.json\">/api/openapi.json</a>.";

    private record Stored(String contentType, byte[] bytes, byte[] gzipped, String digest, boolean immutable) {}

    private final Map<String, Optional<Stored>> cache = new ConcurrentHashMap<>();

    /** The file at a path, or the index for a page of the UI; null for a missing asset. */
    @Nullable
    Answer find(String path, HttpServerRequest request) {
        if (!request.method().name().equals("GET") && !request.method().name().equals("HEAD")) {
            return null;
        }
        boolean asset = path.lastIndexOf('.') > path.lastIndexOf('/');
        if (path.contains("..") || path.contains("//") || path.indexOf('\\') >= 0 || path.length() > 200) {
            return null;
        }
        String file = asset ? path : "/index.html";
        var stored = asset || cache.containsKey(file) ? cache.get(file) : null;
        if (stored == null) {
            stored = load(file);
            if (stored.isPresent()) {
                cache.put(file, stored);
            }
        }
        if (stored.isEmpty()) {
            return asset
                    ? null
                    : Answer.raw(200, "text/html; charset=utf-8", NOT_BUILT.getBytes(StandardCharsets.UTF_8));
        }
        return answer(stored.get(), request);
    }

    private static Answer answer(Stored file, HttpServerRequest request) {
        String etag = "\"" + file.digest() + "\"";
        String cacheControl = file.immutable() ? "public, max-age=31536000, immutable" : "no-cache";
        Answer answer;
        if (etag.equals(request.getHeader("if-none-match"))) {
            answer = new Answer(304, null, Map.of());
        } else {
            String accepted = request.getHeader("accept-encoding");
            boolean gzip = accepted != null && accepted.contains("gzip") && file.gzipped().length < file.bytes().length;
            answer = Answer.raw(200, file.contentType(), gzip ? file.gzipped() : file.bytes());
            if (gzip) {
                answer = answer.with("content-encoding", "gzip");
            }
        }
        return answer.with("etag", etag)
                .with("cache-control", cacheControl)
                .with("vary", "accept-encoding")
                .with("content-security-policy", POLICY)
                .with("referrer-policy", "same-origin");
    }

    private static Optional<Stored> load(String path) {
        try (InputStream in = StaticFiles.class.getClassLoader().getResourceAsStream(ROOT + path)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            var crc = new CRC32C();
            crc.update(bytes);
            String extension = path.substring(path.lastIndexOf('.') + 1);
            return Optional.of(new Stored(
                    TYPES.getOrDefault(extension, "application/octet-stream"),
                    bytes,
                    gzip(bytes),
                    Long.toHexString(crc.getValue()) + "-" + bytes.length,
                    path.startsWith("/assets/")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
