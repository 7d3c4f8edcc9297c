package stet.prompts.templates;

import org.jspecify.annotations.Nullable;

/** What came of reading a template. */
public sealed interface Parsed {
    record Read(Template template) implements Parsed {}

    /** It does not follow its language. */
    record Malformed(String words, @Nullable Place place) implements Parsed {}
}
