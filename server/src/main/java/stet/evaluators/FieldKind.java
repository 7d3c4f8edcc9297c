package stet.evaluators;

import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.databind.JsonNode;

/** What a field of a definition may hold. */
public enum FieldKind {
    TEXT("text"),
    TEXTS("list of texts"),
    TEXT_OR_TEXTS("text or list of texts"),
    NUMBER("number"),
    COUNT("whole number of 0 or more"),
    TRUTH("true or false"),
    OBJECT("object"),
    EVALUATORS("list of evaluators"),
    ANY("any JSON");

    private final String word;

    FieldKind(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    boolean fits(JsonNode value) {
        return switch (this) {
            case TEXT -> value.isString();
            case TEXTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isString);
            case TEXT_OR_TEXTS -> TEXT.fits(value) || TEXTS.fits(value);
            case NUMBER -> value.isNumber();
            case COUNT -> value.isIntegralNumber() && value.canConvertToInt() && value.asInt() >= 0;
            case TRUTH -> value.isBoolean();
            case OBJECT -> value.isObject();
            case EVALUATORS -> value.isArray() && value.valueStream().allMatch(JsonNode::isObject);
            case ANY -> true;
        };
    }
}
