package stet.prompts.content;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a variable's value must be. */
public enum VariableType {
    STRING,
    NUMBER,
    BOOLEAN,
    LIST,
    OBJECT,
    ANY;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<VariableType> named(String word) {
        return Stream.of(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /** Whether a value is of this type; null is of every one. */
    public boolean fits(JsonNode value) {
        return value.isNull()
                || switch (this) {
                    case STRING -> value.isString();
                    case NUMBER -> value.isNumber();
                    case BOOLEAN -> value.isBoolean();
                    case LIST -> value.isArray();
                    case OBJECT -> value.isObject();
                    case ANY -> true;
                };
    }

    /** The type of a value. */
    public static VariableType of(JsonNode value) {
        return Stream.of(STRING, NUMBER, BOOLEAN, LIST, OBJECT)
                .filter(it -> !value.isNull() && it.fits(value))
                .findFirst()
                .orElse(ANY);
    }
}
