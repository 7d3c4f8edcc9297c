package stet.compat.openfeature;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of evaluating a flag, in the words of the protocol. */
sealed interface Evaluation {
    String key();

    /**
     * The flag has a value.
     *
     * @param variant the release's number
     * @param metadata facts about the flag; texts, numbers and truths only
     */
    record Found(String key, Object value, String reason, String variant, Map<String, Object> metadata)
            implements Evaluation {}

    /** It has none, and why; the SDK gives its caller the default. */
    record Failed(String key, String errorCode, @Nullable String errorDetails) implements Evaluation {}
}
