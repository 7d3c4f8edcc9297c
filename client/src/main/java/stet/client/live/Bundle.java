package stet.client.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Documents that an application brings along, for the day when it starts before it ever reached the server. */
final class Bundle {
    static final Bundle NONE = new Bundle(Map.of());

    private final Map<String, Held> byQuery;

    private Bundle(Map<String, Held> byQuery) {
        this.byQuery = byQuery;
    }

    Optional<Held> read(String query) {
        return Optional.ofNullable(byQuery.get(query));
    }

    /** Reads what {@link #write} wrote; a bundle that is none is a mistake in the application, and refused when it starts. */
    static Bundle read(String where, InputStream in) {
        try (in) {
            var json = Held.JSON.readTree(in);
            var madeAt = Instant.parse(json.path("madeAt").asString(""));
            var byQuery = new HashMap<String, Held>();
            for (var item : json.path("items")) {
                byte[] bytes = Held.JSON.writeValueAsBytes(item.path("document"));
                byQuery.put(
                        item.path("query").asString(),
                        Held.of(Source.BUNDLED, item.path("etag").asString(""), bytes, madeAt));
            }
            return new Bundle(byQuery);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle " + where + " cannot be read", e);
        } catch (JacksonException | DateTimeParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    where + " is no bundle: make one with 'stet release bundle' (" + e.getMessage() + ")", e);
        }
    }

    static void write(Map<String, Held> documents, Instant madeAt, Path file) {
        var json = Held.JSON.createObjectNode().put("madeAt", madeAt.toString());
        var items = json.putArray("items");
        documents.forEach((query, held) ->
                items.addObject().put("query", query).put("etag", held.etag()).set("document", held.document()));
        try {
            Files.write(file, Held.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle " + file + " cannot be written", e);
        }
    }
}
