package stet.models.providers;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.models.Dialect;

/**
 * A place that serves models.
 *
 * @param name lower-case, the word before the slash in {@code name/model}
 * @param apiKey absent when the provider asks for none
 * @param simulated whether a simulated model answers there
 * @param streamUsage whether it may be asked for the usage of a stream; some servers refuse to be
 */
public record Provider(
        String name,
        Dialect dialect,
        Target target,
        @Nullable String apiKey,
        Source source,
        boolean simulated,
        boolean streamUsage) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int HINT = 4;

    /** Where a provider was configured. */
    public enum Source {
        ENVIRONMENT,
        SAVED,
        BUILT_IN;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Provider {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is not a provider's name: use 1 to 63 lower-case letters, digits and dashes, such as my-vllm");
        }
    }

    /** Puts the provider's key where its dialect expects it. */
    public void authorize(BiConsumer<String, String> header) {
        String key = apiKey;
        if (key != null) {
            switch (dialect) {
                case OPENAI -> header.accept("authorization", "Bearer " + key);
                case ANTHROPIC -> header.accept("x-api-key", key);
            }
        }
    }

    /** The vendor whose own address this is, under whatever name; absent when it is nobody's that is known. */
    public @Nullable String vendor() {
        var vendor = Vendor.at(target);
        return vendor == null ? null : vendor.name();
    }

    /** The last characters of the key, to recognise it by; absent when it is too short to show any. */
    public @Nullable String keyHint() {
        String key = apiKey;
        return key == null || key.length() < HINT * 3 ? null : "…" + key.substring(key.length() - HINT);
    }

    @Override
    public String toString() {
        return "Provider[" + name + ", " + dialect.word() + ", " + target + "]";
    }
}
