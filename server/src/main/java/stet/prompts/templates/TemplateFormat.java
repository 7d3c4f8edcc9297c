package stet.prompts.templates;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;

/** A language that prompts are written in. */
public enum TemplateFormat {
    MUSTACHE("mustache"),
    JINJA2("jinja2"),
    F_STRING("f-string");

    private final String word;

    TemplateFormat(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    public static Optional<TemplateFormat> named(String word) {
        return Stream.of(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
