package stet.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import stet.registry.imports.Asides;
import tools.jackson.databind.JsonNode;

/** What is missing when something was translated to our words and back: the fields that ours have no place for. */
public final class Lost {
    private final Set<String> derived;
    private final List<String> pointers = new ArrayList<>();

    private Lost(Set<String> derived) {
        this.derived = derived;
    }

    /**
     * The JSON Pointers of what {@code sent} says and {@code back} does not.
     *
     * @param derived fields that only repeat what others say
     */
    public static List<String> between(String at, JsonNode sent, JsonNode back, Set<String> derived) {
        var lost = new Lost(derived);
        lost.compare(at, sent, back);
        return lost.pointers;
    }

    private void compare(String at, JsonNode sent, JsonNode back) {
        if (!Asides.says(sent) || sent.equals(back) || sameText(sent, back)) {
            return;
        }
        if (sent.isObject() && back.isObject()) {
            for (var field : sent.properties()) {
                if (!derived.contains(field.getKey())) {
                    compare(Asides.pointer(at, field.getKey()), field.getValue(), back.path(field.getKey()));
                }
            }
        } else if (sent.isArray() && back.isArray() && sent.size() == back.size()) {
            for (int i = 0; i < sent.size(); i++) {
                compare(at + "/" + i, sent.path(i), back.path(i));
            }
        } else {
            pointers.add(at);
        }
    }

    /** A text may be one, or a list of parts that say it. */
    private static boolean sameText(JsonNode sent, JsonNode back) {
        return (sent.isString() || sent.isArray())
                && (back.isString() || back.isArray())
                && isText(sent)
                && isText(back)
                && text(sent).equals(text(back));
    }

    private static boolean isText(JsonNode content) {
        return content.isString()
                || content.valueStream()
                        .allMatch(it -> it.path("type").asString("").equals("text")
                                && it.path("text").isString()
                                && it.size() == 2);
    }

    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        var text = new StringBuilder();
        content.forEach(it -> text.append(it.path("text").stringValue()));
        return text.toString();
    }
}
