package stet.evaluators.types;

import static stet.evaluators.EvaluatorType.field;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.parser.Tag;
import stet.evaluators.EvaluatorType;
import stet.evaluators.EvaluatorType.EvaluatorField;
import stet.evaluators.FieldKind;
import stet.evaluators.Given;
import stet.evaluators.Grade;
import stet.evaluators.Rule;

/** Whether the output is XML or HTML. */
public final class MarkupTypes {
    private static final int MOST_STARTS = 20;
    private static final int SIGNS_NEEDED = 2;
    private static final Pattern XML_START = Pattern.compile("<([A-Za-z_][\\w.:-]*)(\\s[^<>]*)?/?>");
    private static final Pattern HTML_SIGN =
            Pattern.compile("(?i)<!doctype html|<!--|&(?:[a-z]{2,8}|#\\d{1,7});|</?([a-z][a-z0-9]*)(?:\\s[^<>]*)?/?>");
    private static final EvaluatorField ELEMENTS =
            field("elements", FieldKind.TEXTS, "paths of elements that must be there, such as 'order.item.price'");

    private MarkupTypes() {}

    public static List<EvaluatorType> all() {
        return List.of(
                EvaluatorType.of(
                        "is-xml", "The whole output is well-formed XML; a DTD is refused.", MarkupTypes::xml, ELEMENTS),
                EvaluatorType.of(
                        "contains-xml",
                        "The output has a well-formed XML element in it.",
                        MarkupTypes::inside,
                        ELEMENTS),
                EvaluatorType.of("is-html", "The whole output is HTML markup.", _ -> subject -> html(subject.text())),
                EvaluatorType.of(
                        "contains-html",
                        "The output has at least two signs of HTML: tags, entities, comments, a doctype.",
                        _ -> subject -> signs(subject.text())));
    }

    private static Rule xml(Given given) {
        var elements = given.texts("elements");
        return subject -> missing(XmlPaths.of(subject.text().strip()), elements)
                .map(it -> Grade.of(false, it))
                .orElseGet(() -> Grade.of(true, "it is well-formed XML"));
    }

    private static Rule inside(Given given) {
        var elements = given.texts("elements");
        return subject -> {
            String text = subject.text();
            var start = XML_START.matcher(text);
            String why = "there is no element in it";
            for (int tries = 0; tries < MOST_STARTS && start.find(); tries++) {
                String name = start.group(1);
                int end = start.group().endsWith("/>")
                        ? start.end()
                        : text.lastIndexOf("</" + name + ">") + name.length() + 3;
                if (end < start.end()) {
                    continue;
                }
                String element = text.substring(start.start(), end);
                var wrong = missing(XmlPaths.of(element), elements);
                if (wrong.isEmpty()) {
                    return Grade.of(true, "it has the element '" + name + "'").seenIn(element);
                }
                why = wrong.get();
            }
            return Grade.of(false, why);
        };
    }

    private static Optional<String> missing(XmlPaths paths, List<String> elements) {
        if (paths.fault() != null) {
            return Optional.of("it is no well-formed XML: " + paths.fault());
        }
        var missing =
                elements.stream().filter(it -> !paths.paths().contains(it)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("elements are missing: " + String.join(", ", missing));
    }

    private static Grade html(String output) {
        String text = output.strip();
        if (!text.startsWith("<") || !text.endsWith(">")) {
            return Grade.of(false, "it does not begin and end with markup");
        }
        var body = Jsoup.parse(text).body();
        if (!body.ownText().isBlank()) {
            return Grade.of(false, "there is text outside of any element").seenIn(body.ownText());
        }
        boolean known = tags(text).stream().anyMatch(Tag::isKnownTag);
        return Grade.of(known, known ? "it is HTML" : "none of its tags is one of HTML");
    }

    private static Set<String> tags(String text) {
        var tags = new TreeSet<String>();
        var found = HTML_SIGN.matcher(text);
        while (found.find()) {
            if (found.group(1) != null) {
                tags.add(found.group(1).toLowerCase(Locale.ROOT));
            }
        }
        return tags;
    }

    private static Grade signs(String text) {
        var found = HTML_SIGN.matcher(text);
        var signs = new TreeSet<String>();
        while (found.find() && signs.size() < SIGNS_NEEDED) {
            String tag = found.group(1);
            if (tag == null || Tag.isKnownTag(tag.toLowerCase(Locale.ROOT))) {
                signs.add(found.start() + ": " + found.group());
            }
        }
        boolean enough = signs.size() >= SIGNS_NEEDED;
        return Grade.of(enough, enough ? "it has HTML in it" : "it has fewer than two signs of HTML")
                .seenIn(List.copyOf(signs));
    }
}
