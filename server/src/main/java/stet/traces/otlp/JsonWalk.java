package stet.traces.otlp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.traces.conventions.Reported;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/**
 * Walks a request of any signal through its resources and scopes to its records. Each is read for itself, so that one record's
 * wrong types stay its own. Names may be in lowerCamelCase or snake_case, ids are hex in either case, enums numbers or names,
 * 64-bit integers numbers or text.
 */
final class JsonWalk<T, D extends Draft<T>> {
    /** Reads one field of a record, standing on its value; one it does not know it skips. */
    @FunctionalInterface
    interface Reader<D> {
        void read(JsonParser in, JsonFields fields, String name, D into);
    }

    private static final int MAX_DEPTH = 2_000;
    private static final int MAX_DIGITS = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .build();

    private final Signal signal;
    private final byte[] body;
    private final JsonParser in;
    private final OtlpLimits limits;
    private final JsonFields fields;
    private final Supplier<D> drafts;
    private final Reader<D> reader;
    private final OtlpBatch<T> batch = OtlpBatch.empty();
    private int count;

    JsonWalk(Signal signal, byte[] body, OtlpLimits limits, Supplier<D> drafts, Reader<D> reader) {
        this.signal = signal;
        this.body = body;
        this.limits = limits;
        this.in = FACTORY.createParser(ObjectReadContext.empty(), body);
        this.fields = new JsonFields(in, limits);
        this.drafts = drafts;
        this.reader = reader;
    }

    /** Decodes a body; one that is not UTF-8 with its bad bytes replaced. */
    static <T, D extends Draft<T>> OtlpBatch<T> decode(byte[] body, Function<byte[], JsonWalk<T, D>> walks) {
        var walk = walks.apply(body);
        try {
            return walk.request();
        } catch (JacksonException e) {
            if (isUtf8(body)) {
                throw walk.malformed(e);
            }
            byte[] repaired = new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            try {
                return walks.apply(repaired).request();
            } catch (JacksonException again) {
                throw walk.malformed(again);
            }
        }
    }

    private Problem malformed(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return signal.malformed("it nests deeper than " + MAX_DEPTH + " levels or holds a number longer than "
                    + MAX_DIGITS + " digits");
        }
        return signal.malformed("the JSON is broken" + where(e.getLocation()) + " (" + e.getOriginalMessage() + ")");
    }

    private static String where(@Nullable TokenStreamLocation at) {
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static boolean isUtf8(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private OtlpBatch<T> request() {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw signal.malformed(
                    "it must be an object with \"" + signal.outer() + "\"" + (body.length == 0 ? " and is empty" : ""));
        }
        try {
            String name;
            while ((name = in.nextName()) != null) {
                in.nextToken();
                outermost(name);
            }
            if (in.nextToken() != null) {
                throw signal.malformed("something follows the closing brace");
            }
        } catch (BadRecord outsideOfRecords) {
            throw signal.malformed(outsideOfRecords.why() + where(in.currentTokenLocation()));
        }
        return batch;
    }

    private void outermost(String name) {
        for (Signal one : Signal.values()) {
            if (is(name, one.outer())) {
                if (one != signal) {
                    throw one.sentElsewhere();
                }
                fields.each(name, this::ofResource);
                return;
            }
        }
        in.skipChildren();
    }

    /** Whether a name is this one, in either spelling. */
    private static boolean is(String name, String camel) {
        return name.equals(camel) || name.equals(snake(camel));
    }

    private static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** The records of one scope: who reported them may be told after them. */
    private record Scoped<T>(List<OtlpBatch.Place<T>> records, Scope scope) {}

    private static final class Scope {
        @Nullable
        String name;

        @Nullable
        String version;

        final Map<String, JsonNode> attributes = new LinkedHashMap<>();
        String text = "{}";
    }

    /** A request with one record, who reported it included. */
    private byte[] alone(String resource, String scope, OtlpBatch.Place<T> place) {
        return ("{\"" + signal.outer() + "\":[{\"resource\":" + resource + ",\"" + signal.middle() + "\":[{\"scope\":"
                        + scope + ",\"" + signal.records() + "\":[" + text(place.from(), place.to()) + "]}]}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String text(int from, int to) {
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }

    private void ofResource() {
        var resource = new LinkedHashMap<String, JsonNode>();
        var reporter = new Object() {
            String text = "{}";
        };
        var scopes = new ArrayList<Scoped<T>>();
        fields.object(signal.outer(), name -> {
            if (name.equals("resource")) {
                int from = (int) in.currentTokenLocation().getByteOffset();
                fields.object("resource", inner -> {
                    if (inner.equals("attributes")) {
                        fields.attributes(resource);
                    } else {
                        in.skipChildren();
                    }
                });
                reporter.text = text(from, (int) in.currentLocation().getByteOffset());
            } else if (is(name, signal.middle()) || name.startsWith("instrumentationLibrary")) {
                fields.each(name, () -> scopes.add(ofScope()));
            } else {
                in.skipChildren();
            }
        });
        for (var scoped : scopes) {
            Scope scope = scoped.scope();
            var origin = new Reported.Origin(resource, scope.name, scope.version, scope.attributes);
            for (var place : scoped.records()) {
                batch.add(place, origin, OtlpFormat.JSON, () -> alone(reporter.text, scope.text, place));
            }
        }
    }

    private Scoped<T> ofScope() {
        var records = new ArrayList<OtlpBatch.Place<T>>();
        var scope = new Scope();
        fields.object(signal.middle(), name -> {
            if (name.equals("scope") || name.equals("instrumentationLibrary")) {
                int from = (int) in.currentTokenLocation().getByteOffset();
                fields.object("scope", inner -> scope(inner, scope));
                scope.text = text(from, (int) in.currentLocation().getByteOffset());
            } else if (is(name, signal.records())) {
                fields.each(name, () -> records.add(place()));
            } else {
                in.skipChildren();
            }
        });
        return new Scoped<>(records, scope);
    }

    private void scope(String name, Scope scope) {
        switch (name) {
            case "name" -> scope.name = nullIfEmpty(fields.text("scope.name"));
            case "version" -> scope.version = nullIfEmpty(fields.text("scope.version"));
            case "attributes" -> fields.attributes(scope.attributes);
            default -> in.skipChildren();
        }
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    /** One record and where it lies; whatever has the wrong type inside it, reading goes on behind it. */
    private OtlpBatch.Place<T> place() {
        if (++count > limits.spans()) {
            throw signal.tooMany(limits.spans());
        }
        int from = (int) in.currentTokenLocation().getByteOffset();
        int depth = in.streamReadContext().getNestingDepth();
        boolean isObject = in.currentToken() == JsonToken.START_OBJECT;
        D draft = drafts.get();
        String problem = null;
        try {
            fields.object(signal.record(), name -> reader.read(in, fields, name, draft));
        } catch (BadRecord bad) {
            problem = bad.why();
            if (isObject) {
                skipTo(depth - 1);
            } else {
                in.skipChildren();
                in.finishToken();
            }
        }
        int to = (int) in.currentLocation().getByteOffset();
        return new OtlpBatch.Place<>(draft, problem, from, to);
    }

    private void skipTo(int depth) {
        while (in.streamReadContext().getNestingDepth() > depth) {
            in.nextToken();
        }
    }
}
