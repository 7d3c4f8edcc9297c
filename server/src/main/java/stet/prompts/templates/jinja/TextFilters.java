package stet.prompts.templates.jinja;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import stet.prompts.templates.Budget;
import stet.prompts.templates.Fault;
import stet.prompts.templates.jinja.Filters.Filter;

/** Filters of texts, which are also methods of them. */
final class TextFilters {
    static final Map<String, Filter> ALL = Map.ofEntries(
            text("upper", (text, _) -> text.toUpperCase(Locale.ROOT)),
            text("lower", (text, _) -> text.toLowerCase(Locale.ROOT)),
            text("title", (text, _) -> title(text)),
            text("capitalize", (text, _) -> capitalized(text)),
            text("trim", (text, arguments) -> trimmed(text, arguments, true, true)),
            text("replace", TextFilters::replaced),
            text("indent", TextFilters::indented),
            text("center", TextFilters::centred),
            text("truncate", TextFilters::truncated),
            text("wordcount", (text, _) -> (long) words(text).size()),
            text("wordwrap", TextFilters::wrapped),
            text("escape", (text, arguments) -> escaped(text, arguments.budget())),
            text("e", (text, arguments) -> escaped(text, arguments.budget())),
            text("safe", (text, _) -> text),
            text("string", (text, _) -> text),
            text("urlencode", (text, arguments) -> {
                arguments.budget().build(text.length() * 3L);
                return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
            }));

    private static final int MAX_WIDTH = 10_000;

    private TextFilters() {}

    private static Map.Entry<String, Filter> text(String name, BiFunction<String, Arguments, Object> filter) {
        return Map.entry(name, (value, arguments, _) -> {
            String text = Values.text(value, arguments.budget());
            arguments.budget().build(text.length());
            return filter.apply(text, arguments);
        });
    }

    static String title(String text) {
        var out = new StringBuilder(text.length());
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
            inWord = Character.isLetterOrDigit(c) || c == '\'';
        }
        return out.toString();
    }

    static String capitalized(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1).toLowerCase(Locale.ROOT);
    }

    static String trimmed(String text, Arguments arguments, boolean start, boolean end) {
        String removed = arguments.value(0, "chars") instanceof String given ? given : "";
        arguments.budget().search(text.length(), removed.length());
        int from = 0;
        int to = text.length();
        while (start && from < to && isRemoved(text.charAt(from), removed)) {
            from++;
        }
        while (end && to > from && isRemoved(text.charAt(to - 1), removed)) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isRemoved(char c, String removed) {
        return removed.isEmpty() ? Character.isWhitespace(c) : removed.indexOf(c) >= 0;
    }

    static String replaced(String text, Arguments arguments) {
        String old = arguments.requiredText(0, "old");
        String now = arguments.requiredText(1, "new");
        int most = arguments.integer(2, "count", Integer.MAX_VALUE);
        var budget = arguments.budget();
        budget.search(text.length(), old.length());
        if (old.isEmpty()) {
            throw new Fault("'replace' needs a text to replace", -1);
        }
        var out = new StringBuilder();
        int from = 0;
        for (int found = 0; found < most; found++) {
            int next = text.indexOf(old, from);
            if (next < 0) {
                break;
            }
            budget.build((long) next - from + now.length());
            out.append(text, from, next).append(now);
            from = next + old.length();
        }
        return out.append(text, from, text.length()).toString();
    }

    static List<@Nullable Object> split(String text, Arguments arguments) {
        arguments.budget().step(text.length());
        if (!(arguments.value(0, "sep") instanceof String separator)) {
            return new ArrayList<@Nullable Object>(words(text));
        }
        if (separator.isEmpty()) {
            throw new Fault("'split' needs a text to split at", -1);
        }
        arguments.budget().search(text.length(), separator.length());
        var parts = new ArrayList<@Nullable Object>();
        int most = arguments.integer(1, "maxsplit", Integer.MAX_VALUE);
        int from = 0;
        for (int next = text.indexOf(separator); next >= 0 && parts.size() < most; ) {
            parts.add(text.substring(from, next));
            from = next + separator.length();
            next = text.indexOf(separator, from);
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean space = i == text.length() || Character.isWhitespace(text.charAt(i));
            if (space && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            } else if (!space && start < 0) {
                start = i;
            }
        }
        return words;
    }

    private static String indented(String text, Arguments arguments) {
        String indent = arguments.value(0, "width") instanceof String given
                ? given
                : " ".repeat(width(arguments.integer(0, "width", 4)));
        boolean first = arguments.truth(1, "first", false);
        boolean blank = arguments.truth(2, "blank", false);
        var out = new StringBuilder();
        int line = 0;
        for (int from = 0; from <= text.length(); line++) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            if (line > 0) {
                out.append('\n');
            }
            boolean indents = line == 0 ? first : blank || end > from;
            arguments.budget().build(end - from + (indents ? indent.length() : 0));
            out.append(indents ? indent : "").append(text, from, end);
            from = end + 1;
        }
        return out.toString();
    }

    private static int width(int asked) {
        if (asked < 0 || asked > MAX_WIDTH) {
            throw new Fault("a width is a whole number from 0 to " + MAX_WIDTH, -1);
        }
        return asked;
    }

    private static String centred(String text, Arguments arguments) {
        int width = width(arguments.integer(0, "width", 80));
        int space = Math.max(0, width - text.length());
        arguments.budget().build(width);
        return " ".repeat(space / 2) + text + " ".repeat(space - space / 2);
    }

    private static String truncated(String text, Arguments arguments) {
        int length = arguments.integer(0, "length", 255);
        boolean anywhere = arguments.truth(1, "killwords", false);
        String end = arguments.text(2, "end", "...");
        int leeway = arguments.integer(3, "leeway", 5);
        if (text.length() <= length + leeway) {
            return text;
        }
        String kept = text.substring(0, Math.max(0, length - end.length()));
        int space = kept.lastIndexOf(' ');
        return (anywhere || space < 0 ? kept : kept.substring(0, space)) + end;
    }

    private static String wrapped(String text, Arguments arguments) {
        int width = Math.max(1, width(arguments.integer(0, "width", 79)));
        var out = new StringBuilder();
        int line = 0;
        for (var word : words(text)) {
            arguments.budget().step();
            if (line > 0 && line + 1 + word.length() > width) {
                out.append('\n');
                line = 0;
            } else if (line > 0) {
                out.append(' ');
                line++;
            }
            out.append(word);
            line += word.length();
        }
        return out.toString();
    }

    private static String escaped(String text, Budget budget) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        budget.build(out.length());
        return out.toString();
    }
}
