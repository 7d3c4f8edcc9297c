package stet.traces.otlp;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a request is written. The answer is written the same way. */
public enum OtlpFormat {
    PROTOBUF("application/x-protobuf"),
    JSON("application/json");

    private final String contentType;

    OtlpFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /** The format a content type names, whatever parameters follow it. */
    static Optional<OtlpFormat> of(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        int end = contentType.indexOf(';');
        String bare =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return switch (bare) {
            case "application/x-protobuf", "application/protobuf" -> Optional.of(PROTOBUF);
            case "application/json" -> Optional.of(JSON);
            default -> Optional.empty();
        };
    }
}
