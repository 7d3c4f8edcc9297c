package stet.models.wire;

import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import stet.models.wire.MalformedBody.Fault;
import stet.models.wire.RequestHead.Member;
import stet.models.wire.RequestHead.StreamOptions;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

/** One pass over a request body with a streaming parser. */
final class HeadScanner {
    private final byte[] body;
    private @Nullable String model;
    private @Nullable Member modelMember;
    private @Nullable Member stet;
    private @Nullable StreamOptions streamOptions;
    private boolean stream;
    private boolean asksForUsage;
    private int members;

    HeadScanner(byte[] body) {
        this.body = body;
    }

    ScannedBody scan() {
        if (body.length == 0) {
            return malformed(0, Fault.EMPTY, null, "the body is empty; send a JSON object");
        }
        if (body.length > 2 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF) {
            return malformed(0, Fault.NOT_UTF8, null, "the body starts with a byte order mark; send plain UTF-8");
        }
        int invalid = Utf8.firstInvalid(body);
        if (invalid >= 0) {
            return malformed(
                    invalid,
                    Fault.NOT_UTF8,
                    null,
                    "the body is not UTF-8: byte 0x%02X".formatted(body[invalid] & 0xFF));
        }
        try (var json = Json.MAPPER.createParser(body)) {
            return object(json);
        } catch (Refusal refusal) {
            return refusal.body;
        } catch (StreamConstraintsException e) {
            return malformed(offset(e), Fault.TOO_DEEP, null, "the body passes a limit: " + e.getOriginalMessage());
        } catch (JacksonException e) {
            return malformed(offset(e), Fault.NOT_JSON, null, "the body is not JSON: " + firstLine(e));
        }
    }

    private ScannedBody object(JsonParser json) throws Refusal {
        var first = json.nextToken();
        if (first == null) {
            return malformed(0, Fault.EMPTY, null, "the body is empty; send a JSON object");
        }
        if (tokenStart(json) < 0) {
            return malformed(0, Fault.NOT_UTF8, null, "the body is UTF-16 or UTF-32; send UTF-8");
        }
        if (first != JsonToken.START_OBJECT) {
            return malformed(tokenStart(json), Fault.NOT_AN_OBJECT, null, "the body must be a JSON object");
        }
        int objectStart = tokenStart(json);
        var names = new HashSet<String>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            int nameStart = tokenStart(json);
            var name = json.currentName();
            if (!names.add(name)) {
                throw refuse(nameStart, Fault.DUPLICATE_KEY, name, "'" + name + "' is there twice");
            }
            member(json, name, nameStart);
        }
        int end = end(json);
        if (json.nextToken() != null) {
            return malformed(end, Fault.NOT_JSON, null, "something follows the JSON object");
        }
        members = names.size();
        return new RequestHead(model, stream, asksForUsage, members, objectStart, modelMember, stet, streamOptions);
    }

    private void member(JsonParser json, String name, int nameStart) throws Refusal {
        var token = json.nextToken();
        int valueStart = tokenStart(json);
        switch (name) {
            case "model" -> {
                if (token != JsonToken.VALUE_STRING) {
                    throw refuse(valueStart, Fault.WRONG_TYPE, name, "'model' must be a string");
                }
                model = json.getString();
                modelMember = new Member(nameStart, valueStart, end(json));
            }
            case "stream" -> stream = flag(json, token, name);
            case "stream_options" -> streamOptions = streamOptions(json, token, nameStart, valueStart);
            case "stet" -> {
                if (token != JsonToken.START_OBJECT && token != JsonToken.VALUE_NULL) {
                    throw refuse(valueStart, Fault.WRONG_TYPE, name, "'stet' must be an object");
                }
                json.skipChildren();
                stet = new Member(nameStart, valueStart, end(json));
            }
            default -> json.skipChildren();
        }
    }

    private StreamOptions streamOptions(JsonParser json, JsonToken token, int nameStart, int valueStart)
            throws Refusal {
        if (token == JsonToken.VALUE_NULL) {
            return new StreamOptions(new Member(nameStart, valueStart, end(json)), true, 0, null);
        }
        if (token != JsonToken.START_OBJECT) {
            throw refuse(valueStart, Fault.WRONG_TYPE, "stream_options", "'stream_options' must be an object");
        }
        int count = 0;
        Member includeUsage = null;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            count++;
            int innerName = tokenStart(json);
            boolean wanted = "include_usage".equals(json.currentName());
            var inner = json.nextToken();
            int innerValue = tokenStart(json);
            if (!wanted) {
                json.skipChildren();
                continue;
            }
            if (includeUsage != null) {
                throw refuse(innerName, Fault.DUPLICATE_KEY, "stream_options", "'include_usage' is there twice");
            }
            asksForUsage = flag(json, inner, "stream_options.include_usage");
            includeUsage = new Member(innerName, innerValue, end(json));
        }
        return new StreamOptions(new Member(nameStart, valueStart, end(json)), false, count, includeUsage);
    }

    private boolean flag(JsonParser json, JsonToken token, String field) throws Refusal {
        return switch (token) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            default -> throw refuse(tokenStart(json), Fault.WRONG_TYPE, field, "'" + field + "' must be true or false");
        };
    }

    private static int tokenStart(JsonParser json) {
        return (int) json.currentTokenLocation().getByteOffset();
    }

    /** The offset after the current token, which the parser is made to read to its end. */
    private static int end(JsonParser json) {
        json.finishToken();
        return (int) json.currentLocation().getByteOffset();
    }

    private static long offset(JacksonException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
    }

    private static String firstLine(JacksonException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    }

    private MalformedBody malformed(long offset, Fault fault, @Nullable String field, String detail) {
        return MalformedBody.at(body, offset, fault, field, detail);
    }

    private Refusal refuse(long offset, Fault fault, @Nullable String field, String detail) {
        return new Refusal(malformed(offset, fault, field, detail));
    }

    /** Leaves the nested reading at once. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;
        private final transient MalformedBody body;

        Refusal(MalformedBody body) {
            super(body.detail(), null, false, false);
            this.body = body;
        }
    }
}
