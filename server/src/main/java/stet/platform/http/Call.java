package stet.platform.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** One request to an operation, read in the types the operation asks for; a wrong value is a {@link Problem} that names it. */
public final class Call {
    private static final int MOST_SHOWN = 60;

    private final HttpServerRequest request;
    private final Map<String, String> path;
    private final byte[] body;
    private final String requestId;
    private @Nullable MultiMap query;

    Call(HttpServerRequest request, Map<String, String> path, byte[] body, String requestId) {
        this.request = request;
        this.path = path;
        this.body = body;
        this.requestId = requestId;
    }

    public String requestId() {
        return requestId;
    }

    public String method() {
        return request.method().name();
    }

    /** The address of the peer, without its port. */
    public String peer() {
        var address = request.remoteAddress();
        return address == null ? "unknown" : String.valueOf(address.hostAddress());
    }

    /** Whether the browser reached stet over https, directly or through a proxy that says so. */
    public boolean secure() {
        return request.isSSL() || "https".equalsIgnoreCase(request.getHeader("x-forwarded-proto"));
    }

    /** A part of the path that the operation names in braces, URL-decoded. */
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the path has no {" + name + "}");
        }
        return value;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(request.getCookie(name)).map(it -> it.getValue());
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query().get(name)).filter(it -> !it.isBlank());
    }

    /** Every value of a parameter that may repeat. */
    public List<String> queries(String name) {
        return query().getAll(name).stream().filter(it -> !it.isBlank()).toList();
    }

    /** Whether a parameter is {@code true}; absent is {@code false}. */
    public boolean queryFlag(String name) {
        return query(name)
                .map(it -> switch (it) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw Problem.Invalid.field(name, "'" + it + "' is neither 'true' nor 'false'");
                })
                .orElse(false);
    }

    /** The parameters as they came, decoded; empty without any. */
    public String queryText() {
        String text = request.query();
        return text == null ? "" : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A whole number within its limits. */
    public int queryInt(String name, int otherwise, int least, int most) {
        var text = query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw Problem.Invalid.field(name, "'" + text.get() + "' is not a whole number from " + least + " to " + most);
    }

    public Optional<Double> queryNumber(String name) {
        return query(name).map(text -> {
            try {
                double value = Double.parseDouble(text);
                if (Double.isFinite(value) && value >= 0) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // answered below, like a negative number
            }
            throw Problem.Invalid.field(name, "'" + text + "' is not a number of 0 or more");
        });
    }

    public Optional<Instant> queryTime(String name) {
        return query(name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw Problem.Invalid.field(
                        name, "'" + text + "' is not an RFC 3339 time such as 2026-11-23T10:00:00Z");
            }
        });
    }

    public Optional<Duration> queryMillis(String name) {
        return queryNumber(name).map(ms -> Duration.ofNanos((long) (ms * 1_000_000)));
    }

    /** The body as it came, decoded from its transfer encoding only. */
    public byte[] body() {
        return body;
    }

    /** The body read as JSON into a record. */
    public <T> T body(Class<T> type) {
        if (body.length == 0) {
            throw new Problem.Invalid("the body is empty; a JSON object is expected");
        }
        try {
            T value = Json.MAPPER.readValue(body, type);
            if (value == null) {
                throw new Problem.Invalid("the body is null; a JSON object is expected");
            }
            return value;
        } catch (DatabindException e) {
            throw misfit(e);
        } catch (JacksonException e) {
            throw new Problem.Invalid("the body is not JSON: " + where(e) + e.getOriginalMessage());
        }
    }

    /** Says which field does not fit, without the names of our classes that Jackson's own message holds. */
    private static Problem.Invalid misfit(DatabindException e) {
        String field = e.getPath().stream()
                .map(it -> it.getPropertyName() == null ? "[" + it.getIndex() + "]" : it.getPropertyName())
                .collect(Collectors.joining("."));
        String expected = switch (e) {
            case InvalidFormatException wrong ->
                "'" + shown(wrong.getValue()) + "' is not " + word(wrong.getTargetType());
            case MismatchedInputException other
            when other.getTargetType() != null -> "it cannot be read as " + word(other.getTargetType());
            default -> "its value is not one that fits";
        };
        if (e instanceof ValueInstantiationException && e.getCause() instanceof IllegalArgumentException refused) {
            var why = where(e) + refused.getMessage();
            return field.isEmpty() ? new Problem.Invalid(why) : Problem.Invalid.field(field, why);
        }
        if (field.isEmpty()) {
            return new Problem.Invalid("the body does not fit: " + where(e) + expected);
        }
        return Problem.Invalid.field(field, where(e) + expected);
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    private static String word(Class<?> type) {
        if (type == Instant.class) {
            return "an RFC 3339 time such as 2026-11-23T10:00:00Z";
        }
        if (type == LocalDate.class) {
            return "a date such as 2026-11-23";
        }
        if (type == UUID.class) {
            return "an id, which is a UUID such as 019a3b2c-5f60-7c1d-8e2a-9b4c6d7e8f90";
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(it -> Json.MAPPER.convertValue(it, String.class))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == String.class) {
            return "text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static String where(JacksonException e) {
        var at = e.getLocation();
        return at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }

    private MultiMap query() {
        MultiMap parsed = query;
        if (parsed == null) {
            try {
                parsed = request.params();
            } catch (IllegalArgumentException e) {
                throw new Problem.Invalid("the query string is not URL-encoded UTF-8");
            }
            query = parsed;
        }
        return parsed;
    }
}
