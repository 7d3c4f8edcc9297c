package stet.exports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.traces.WholeTraces.Place;
import stet.traces.query.Cursor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * How far an export came: the trace it was in, and where in it. Opaque to callers.
 *
 * @param trace the trace and its start
 */
public record ExportCursor(Cursor trace, Inside inside) {
    /** A place in a trace: its spans come first, then its scores. */
    public sealed interface Inside {
        record AfterSpan(Place place) implements Inside {}

        record AfterScore(String id) implements Inside {}
    }

    String text() {
        List<Object> parts = switch (inside) {
            case Inside.AfterSpan(var place) ->
                List.of(trace.startedUs(), trace.traceId(), place.startedUs(), place.spanId());
            case Inside.AfterScore(var id) -> List.of(trace.startedUs(), trace.traceId(), id);
        };
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.MAPPER.writeValueAsBytes(parts));
    }

    static ExportCursor parse(String text) {
        try {
            var parts = Json.MAPPER.readTree(new String(Base64.getUrlDecoder().decode(text), UTF_8));
            if (parts.path(0).isIntegralNumber() && parts.path(1).isString()) {
                var trace = new Cursor(parts.get(0).longValue(), parts.get(1).stringValue());
                if (parts.size() == 4
                        && parts.get(2).isIntegralNumber()
                        && parts.get(3).isString()) {
                    return new ExportCursor(trace, new Inside.AfterSpan(place(parts)));
                }
                if (parts.size() == 3 && parts.get(2).isString()) {
                    return new ExportCursor(
                            trace, new Inside.AfterScore(parts.get(2).stringValue()));
                }
            }
        } catch (IllegalArgumentException | JacksonException e) {
            // answered below, like a cursor that decodes to something else
        }
        throw Problem.Invalid.field(
                "cursor", "'" + text + "' is not a cursor; take it from the last line of the export unchanged");
    }

    private static Place place(JsonNode parts) {
        return new Place(parts.get(2).longValue(), parts.get(3).stringValue());
    }
}
