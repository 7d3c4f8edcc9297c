package stet.compat.promptlayer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prompts named inside others' texts: {@code @@@tone@@@}, {@code @@@tone@version_number:2@@@}, {@code @@@tone@release_label:prod@@@}. */
final class Snippets {
    private static final Pattern THEIRS =
            Pattern.compile("@@@([^@\\n]{1,200})(?:@(?:version_number|release_label):([^@\\n]{1,64}))?@@@");
    private static final Pattern F_STRING = Pattern.compile("\\{>\\s*([^@{}\\n]{1,200}?)(?:@([^@{}\\n]{1,80}?))?\\s*}");
    private static final Pattern MUSTACHE =
            Pattern.compile("\\{\\{>\\s*([^@{}\\n]{1,200}?)(?:@([^@{}\\n]{1,80}?))?\\s*}}");
    private static final Pattern JINJA2 =
            Pattern.compile("\\{%-?\\s*include\\s*[\"']([^@\"'\\n]{1,200})(?:@([^@\"'\\n]{1,80}))?[\"']\\s*-?%}");

    private Snippets() {}

    /** A text with the includes of its own format. */
    static String ours(String text, String format) {
        return THEIRS.matcher(text).replaceAll(it -> {
            String named = it.group(1) + (it.group(2) == null ? "" : "@" + it.group(2));
            return Matcher.quoteReplacement(
                    switch (format) {
                        case "jinja2" -> "{% include \"" + named + "\" %}";
                        case "mustache" -> "{{> " + named + "}}";
                        default -> "{> " + named + "}";
                    });
        });
    }

    /** The text as PromptLayer writes it. */
    static String theirs(String text, String format) {
        var includes = switch (format) {
            case "jinja2" -> JINJA2;
            case "mustache" -> MUSTACHE;
            default -> F_STRING;
        };
        return includes.matcher(text)
                .replaceAll(it -> Matcher.quoteReplacement("@@@" + it.group(1)
                        + (it.group(2) == null ? "" : "@" + kind(it.group(2)) + ":" + it.group(2)) + "@@@"));
    }

    private static String kind(String reference) {
        return reference.matches("[0-9]+") ? "version_number" : "release_label";
    }
}
