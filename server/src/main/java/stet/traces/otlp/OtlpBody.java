package stet.traces.otlp;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import stet.platform.http.BodyReader;
import stet.platform.http.Problem;

/** Undoes a body's content encoding. What would grow past the limit is refused as soon as it does. */
final class OtlpBody {
    private OtlpBody() {}

    static byte[] decoded(byte[] body, @Nullable String contentEncoding, int limit) {
        String encoding = contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> within(body, limit);
            case "gzip", "x-gzip" -> unzipped(body, limit);
            default ->
                throw new Problem.UnsupportedMedia(
                        "content encoding '" + contentEncoding + "' is not read here; send gzip or identity");
        };
    }

    private static byte[] within(byte[] body, int limit) {
        if (body.length > limit) {
            throw tooLarge(limit);
        }
        return body;
    }

    private static byte[] unzipped(byte[] body, int limit) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body), 64 * 1024)) {
            byte[] out = new byte[(int) Math.min(limit + 1L, Math.max(1024, body.length * 5L))];
            int size = 0;
            int read;
            while ((read = in.read(out, size, out.length - size)) >= 0) {
                size += read;
                if (size > limit) {
                    throw tooLarge(limit);
                }
                if (size == out.length) {
                    out = Arrays.copyOf(out, (int) Math.min(limit + 1L, out.length * 2L));
                }
            }
            return Arrays.copyOf(out, size);
        } catch (EOFException e) {
            throw new Problem.Invalid(
                    "the gzip body ends early, after " + body.length + " bytes; send the whole of it");
        } catch (IOException e) {
            throw new Problem.Invalid("the body is not gzip, although its content encoding says so: " + e.getMessage());
        }
    }

    private static Problem tooLarge(int limit) {
        return new Problem.TooLarge("the body is larger than the limit of " + BodyReader.size(limit)
                + " after decompression; send smaller batches");
    }
}
