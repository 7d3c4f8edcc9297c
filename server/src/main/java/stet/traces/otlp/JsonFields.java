package stet.traces.otlp;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads OTLP's field types from JSON. Each method starts on a value's first token and ends on its last; null means not set. */
final class JsonFields {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final BigDecimal LARGEST_UNSIGNED = new BigDecimal("18446744073709551615");

    private final JsonParser in;
    private final OtlpLimits limits;
    private boolean cut;

    JsonFields(JsonParser in, OtlpLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** Calls {@code field} with each name, on its value. */
    void object(String what, Consumer<String> field) {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(what, "an object");
        }
        String name;
        while ((name = in.nextName()) != null) {
            in.nextToken();
            field.accept(name);
        }
    }

    /** Calls {@code item} on each item. */
    void each(String what, Runnable item) {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(what, "a list");
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            item.run();
        }
    }

    String text(String what) {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getString();
            case VALUE_NULL -> "";
            default -> throw wrong(what, "text");
        };
    }

    String id(String what) {
        String id = text(what);
        for (int i = 0; i < id.length(); i++) {
            if (Character.digit(id.charAt(i), 16) < 0) {
                throw new BadRecord(
                        "its " + what + " is not hex digits (OTLP writes ids in JSON as hex, not as base64)");
            }
        }
        return id.toLowerCase(Locale.ROOT);
    }

    /** An unsigned 64-bit integer, whose sign bit is its highest. */
    long unsigned(String what) {
        BigDecimal number = number(what);
        if (number.signum() < 0 || number.compareTo(LARGEST_UNSIGNED) > 0) {
            throw wrong(what, "an unsigned 64-bit integer");
        }
        return number.toBigInteger().longValue();
    }

    int enumeration(String what, String prefix, Enum<?>[] words) {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            String word = in.getString();
            String bare = word.startsWith(prefix) ? word.substring(prefix.length()) : word;
            for (int number = 0; number < words.length; number++) {
                if (words[number].name().equalsIgnoreCase(bare)) {
                    return number;
                }
            }
        }
        try {
            return number(what).intValueExact();
        } catch (ArithmeticException e) {
            throw wrong(what, "a number or a name");
        }
    }

    /** Reads a list of attributes. True if something was left out because of a limit. */
    boolean attributes(Map<String, JsonNode> into) {
        cut = false;
        each("attributes", () -> {
            if (into.size() >= limits.attributes()) {
                in.skipChildren();
                cut = true;
            } else {
                keyValue(into, 1);
            }
        });
        return cut;
    }

    /** A value that stands by itself; a missing node if it is left out because of a limit. */
    JsonNode value() {
        return value(1);
    }

    private void keyValue(Map<String, JsonNode> into, int depth) {
        var pair = new Object() {
            String key = "";
            JsonNode value = NODES.nullNode();
        };
        object("attribute", name -> {
            switch (name) {
                case "key" -> pair.key = text("attribute key");
                case "value" -> pair.value = value(depth);
                default -> in.skipChildren();
            }
        });
        if (!(pair.value instanceof MissingNode)) {
            into.put(pair.key, pair.value);
        }
    }

    private JsonNode value(int depth) {
        if (depth > limits.depth()) {
            in.skipChildren();
            cut = true;
            return MissingNode.getInstance();
        }
        var found = new Object() {
            JsonNode value = NODES.nullNode();
        };
        object("attribute value", name -> {
            switch (name) {
                case "stringValue", "string_value" -> found.value = NODES.stringNode(text("stringValue"));
                case "boolValue", "bool_value" -> found.value = bool();
                case "intValue", "int_value" -> found.value = integer();
                case "doubleValue", "double_value" -> found.value = real();
                case "bytesValue", "bytes_value" -> found.value = bytes();
                case "arrayValue", "array_value" -> found.value = array(depth + 1);
                case "kvlistValue", "kvlist_value" -> found.value = map(depth + 1);
                default -> in.skipChildren();
            }
        });
        return found.value;
    }

    private JsonNode bool() {
        return switch (in.currentToken()) {
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_STRING -> NODES.booleanNode(Boolean.parseBoolean(in.getString()));
            default -> throw wrong("boolValue", "true or false");
        };
    }

    private JsonNode integer() {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
                && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return NODES.numberNode(in.getLongValue());
        }
        try {
            return NODES.numberNode(number("intValue").longValueExact());
        } catch (ArithmeticException e) {
            throw wrong("intValue", "a signed 64-bit integer");
        }
    }

    private JsonNode real() {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            try {
                return OtlpNumbers.real(Double.parseDouble(in.getString()));
            } catch (NumberFormatException e) {
                throw wrong("doubleValue", "a number");
            }
        }
        if (in.currentToken() == null || !in.currentToken().isNumeric()) {
            throw wrong("doubleValue", "a number");
        }
        return OtlpNumbers.real(in.getDoubleValue());
    }

    private JsonNode bytes() {
        String text = text("bytesValue");
        try {
            return NODES.binaryNode(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw wrong("bytesValue", "base64");
        }
    }

    private JsonNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        object("arrayValue", name -> {
            if (name.equals("values")) {
                each("arrayValue.values", () -> {
                    JsonNode item = value(depth);
                    if (!(item instanceof MissingNode)) {
                        array.add(item);
                    }
                });
            } else {
                in.skipChildren();
            }
        });
        return array;
    }

    private JsonNode map(int depth) {
        var entries = new LinkedHashMap<String, JsonNode>();
        object("kvlistValue", name -> {
            if (name.equals("values")) {
                each("kvlistValue.values", () -> keyValue(entries, depth));
            } else {
                in.skipChildren();
            }
        });
        return new ObjectNode(NODES, entries);
    }

    private BigDecimal number(String what) {
        return switch (in.currentToken()) {
            case VALUE_NULL -> BigDecimal.ZERO;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> whole(in.getDecimalValue(), what);
            case VALUE_STRING -> {
                String text = in.getString().strip();
                try {
                    yield text.isEmpty() || text.length() > 40 ? throwWrong(what) : whole(new BigDecimal(text), what);
                } catch (NumberFormatException e) {
                    yield throwWrong(what);
                }
            }
            default -> throwWrong(what);
        };
    }

    private static BigDecimal whole(BigDecimal number, String what) {
        boolean fits = number.precision() - number.scale() <= 30;
        if (!fits || number.stripTrailingZeros().scale() > 0) {
            return throwWrong(what);
        }
        return number;
    }

    private static BigDecimal throwWrong(String what) {
        throw wrong(what, "a whole number");
    }

    private static BadRecord wrong(String what, String needed) {
        return new BadRecord("its " + what + " is not " + needed);
    }
}
