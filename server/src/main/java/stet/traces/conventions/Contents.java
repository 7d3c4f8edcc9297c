package stet.traces.conventions;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Keeps one span's content within its limits: long text is cut, and lists of numbers such as embeddings give way to a note. */
final class Contents {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Characters of one text. */
    static final int MAX_TEXT = 1024 * 1024;
    /** Characters of all texts of a span; once they are spent, each further text is cut to {@link #SPENT_TEXT}. */
    static final int MAX_ALL = 8 * 1024 * 1024;

    static final int SPENT_TEXT = 1_000;
    /** A longer list of nothing but numbers is a vector. */
    static final int VECTOR = 64;

    private long spent;
    private boolean truncated;

    /** Whether text was cut. */
    boolean truncated() {
        return truncated;
    }

    @Nullable
    JsonNode bound(@Nullable JsonNode value) {
        return value == null ? null : within(value);
    }

    @Nullable
    String bound(@Nullable String text) {
        return text == null ? null : within(text);
    }

    private JsonNode within(JsonNode value) {
        if (value instanceof ArrayNode array) {
            if (isVector(array)) {
                return NODES.stringNode("[" + array.size() + " numbers, not kept]");
            }
            for (int i = 0; i < array.size(); i++) {
                array.set(i, within(array.get(i)));
            }
        } else if (value instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(within(entry.getValue())));
        } else if (value.isString()) {
            return withinText(value);
        }
        return value;
    }

    private JsonNode withinText(JsonNode value) {
        String text = value.stringValue();
        if (text.length() > 4 * VECTOR && isVector(text)) {
            return NODES.stringNode("[numbers in " + text.length() + " characters, not kept]");
        }
        String kept = within(text);
        return kept.length() == text.length() ? value : NODES.stringNode(kept);
    }

    private String within(String text) {
        int most = spent > MAX_ALL ? SPENT_TEXT : MAX_TEXT;
        spent += Math.min(text.length(), most);
        if (text.length() <= most) {
            return text;
        }
        truncated = true;
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "… (cut: " + text.length() + " characters in all)";
    }

    private static boolean isVector(ArrayNode array) {
        if (array.size() <= VECTOR) {
            return false;
        }
        for (JsonNode item : array) {
            if (!item.isNumber()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVector(String text) {
        if (text.charAt(0) != '[') {
            return false;
        }
        int commas = 0;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',') {
                commas++;
            } else if ((c < '0' || c > '9') && "+-.eE[] \n\r\t".indexOf(c) < 0) {
                return false;
            }
        }
        return commas > VECTOR;
    }
}
