package stet.registry.diff;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One part that is different.
 *
 * @param path of the part in the new value, or in the old one for what was removed: a JSON Pointer, empty for the whole
 * @param from where the part was in the old value, if its path was another there
 * @param before absent for what was added or only moved
 * @param after absent for what was removed or only moved
 * @param text word by word, when a text became another
 */
public record Change(
        String path,
        @Nullable String from,
        Sort kind,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        @Nullable List<TextEdit> text) {

    /** What happened to a part. */
    public enum Sort {
        ADDED,
        REMOVED,
        CHANGED,
        /** Its place among its neighbours is another. */
        MOVED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static String child(String path, String name) {
        return path + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    static String child(String path, int index) {
        return path + "/" + index;
    }
}
