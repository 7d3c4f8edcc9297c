package stet.registry;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;

/** What people write about something versioned, checked; and what a search looks through. */
public final class ArtifactText {
    static final int LONGEST_DESCRIPTION = 2_000;
    public static final int LONGEST_MESSAGE = 2_000;
    static final int LONGEST_REASON = 2_000;
    static final int LONGEST_TAG = 50;
    static final int MOST_TAGS = 50;
    static final int MOST_WORDS = 10;

    private ArtifactText() {}

    public static @Nullable String description(@Nullable String text) {
        return optional("description", text, LONGEST_DESCRIPTION);
    }

    public static @Nullable String optional(String field, @Nullable String text, int longest) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String stripped = text.strip();
        if (stripped.length() > longest) {
            throw Problem.Invalid.field(field, "has " + stripped.length() + " characters; at most " + longest);
        }
        return stripped;
    }

    public static List<String> tags(List<String> tags) {
        var checked = tags.stream()
                .map(it -> Normalizer.normalize(it.strip(), Normalizer.Form.NFC))
                .distinct()
                .sorted()
                .toList();
        if (checked.size() > MOST_TAGS) {
            throw Problem.Invalid.field("tags", "are " + checked.size() + "; at most " + MOST_TAGS);
        }
        for (String tag : checked) {
            if (tag.isEmpty() || tag.length() > LONGEST_TAG || tag.chars().anyMatch(Character::isISOControl)) {
                throw Problem.Invalid.field(
                        "tags",
                        "'" + tag + "' is not a tag: 1 to " + LONGEST_TAG + " characters without control characters");
            }
        }
        return checked;
    }

    /** What words are looked for in. */
    static String search(String name, @Nullable String description, List<String> tags) {
        return folded(name + "\n" + (description == null ? "" : description) + "\n" + String.join("\n", tags));
    }

    /** The words of a question. */
    static List<String> words(String question) {
        var words = List.of(folded(question).strip().split("\\s+", -1));
        if (words.size() > MOST_WORDS) {
            throw Problem.Invalid.field("q", "has " + words.size() + " words; at most " + MOST_WORDS);
        }
        return words;
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
