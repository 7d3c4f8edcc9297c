package stet.models;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON file of ours in words for the person who wrote it. */
public final class JsonFault {
    private JsonFault() {}

    /** The line and the reason, without the names of our classes. */
    public static String of(JacksonException e) {
        var at = e.getLocation();
        var line = at == null || at.getLineNr() < 1 ? "" : "line " + at.getLineNr() + ": ";
        return line + reason(e).lines().findFirst().orElse("it cannot be read");
    }

    private static String reason(JacksonException e) {
        if (e.getCause() instanceof IllegalArgumentException refused && refused.getMessage() != null) {
            return refused.getMessage();
        }
        return switch (e) {
            case UnrecognizedPropertyException unknown -> "there is no field '" + unknown.getPropertyName() + "' here";
            case DatabindException misfit -> path(misfit) + " has the wrong type, or is missing";
            default -> e.getOriginalMessage();
        };
    }

    private static String path(DatabindException e) {
        var path = e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "the whole" : path;
    }

    /** Refuses a field that is missing. */
    public static void require(@Nullable Object value, String otherwise) {
        if (value == null) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
