package stet.traces.query;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What traces and spans are filtered and broken down by: a value that is a word, not an amount. */
public enum Dimension {
    NAME("name"),
    STATUS("status"),
    ERROR_KIND("errorKind"),
    KIND("kind"),
    APP("app"),
    ENVIRONMENT("environment"),
    RELEASE("release"),
    PROVIDER("provider"),
    MODEL("model"),
    PROMPT("prompt"),
    PROMPT_VERSION("promptVersion"),
    USER("user"),
    SESSION("session"),
    TAG("tag");

    private final String word;

    Dimension(String word) {
        this.word = word;
    }

    /** Its name in filters, queries and answers. */
    public String word() {
        return word;
    }

    public static Optional<Dimension> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findAny();
    }

    /** All of them, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(Dimension::word).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return word;
    }
}
