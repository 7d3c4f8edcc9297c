package stet.client;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What tokens cost: saved prices before those of the operator's file and the built-in ones. */
public final class Prices {
    private static final String PRICES = "/api/v1/prices";
    private static final String FILE = "/api/v1/price-file";

    private final Http http;

    Prices(Http http) {
        this.http = http;
    }

    /**
     * Prices by name.
     *
     * @param words a part of the provider, the model or an alias
     * @param origin {@code saved}, {@code file} or {@code built-in}
     */
    public JsonNode list(@Nullable String words, @Nullable String origin, int limit, @Nullable String cursor) {
        var query = new StringBuilder(PRICES + "?limit=" + limit);
        append(query, "q", words);
        append(query, "origin", origin);
        append(query, "cursor", cursor);
        return http.get(query.toString(), JsonNode.class);
    }

    public JsonNode get(String id) {
        return http.get(PRICES + "/" + Http.segment(id), JsonNode.class);
    }

    /** Models that were called in the last days and whose cost nobody knows. */
    public JsonNode unpriced(int days) {
        return http.get("/api/v1/unpriced-models?days=" + days, JsonNode.class);
    }

    /**
     * Saves a price.
     *
     * @param price as an entry of the price file
     * @param endPrevious whether the one saved before for the same provider and model ends where this one begins
     */
    public JsonNode add(Map<String, ?> price, boolean endPrevious, @Nullable String message) {
        return http.post(PRICES, body(price, endPrevious, message), JsonNode.class);
    }

    /** What a price would have meant for the calls of the last days. */
    public JsonNode preview(Map<String, ?> price, int days) {
        return http.post("/api/v1/price-previews", Map.of("price", price, "days", days), JsonNode.class);
    }

    /** Ends a saved price, on a day or today. */
    public void end(String id, int version, @Nullable String day, @Nullable String message) {
        var path = new StringBuilder(PRICES + "/" + Http.segment(id) + "?version=" + version);
        append(path, "on", day);
        append(path, "message", message);
        http.delete(path.toString());
    }

    /** Who changed what, newest first; of one price or of all. */
    public JsonNode changes(@Nullable String price, int limit, @Nullable String cursor) {
        var query = new StringBuilder("/api/v1/price-changes?limit=" + limit);
        append(query, "price", price);
        append(query, "cursor", cursor);
        return http.get(query.toString(), JsonNode.class);
    }

    /** The saved prices as a price file. */
    public JsonNode file() {
        return http.get(FILE, JsonNode.class);
    }

    /** Saves all prices of a price file, or none. */
    public JsonNode save(JsonNode file, boolean endPrevious, @Nullable String message) {
        var path = new StringBuilder(FILE + "?endPrevious=" + endPrevious);
        append(path, "message", message);
        return http.post(path.toString(), file, JsonNode.class);
    }

    private static Map<String, Object> body(Map<String, ?> price, boolean endPrevious, @Nullable String message) {
        var body = new TreeMap<String, Object>(Map.of("price", price, "endPrevious", endPrevious));
        if (message != null) {
            body.put("message", message);
        }
        return body;
    }

    private static void append(StringBuilder path, String name, @Nullable String value) {
        if (value != null) {
            path.append('&').append(name).append('=').append(Http.segment(value));
        }
    }
}
