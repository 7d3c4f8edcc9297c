package stet.evaluators.types;

import static stet.evaluators.EvaluatorType.field;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import stet.evaluators.EvaluatorType;
import stet.evaluators.EvaluatorType.EvaluatorField;
import stet.evaluators.FieldKind;
import stet.evaluators.Given;
import stet.evaluators.Grade;
import stet.evaluators.Rule;
import stet.evaluators.Undecided;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What the text says, letter by letter. */
public final class TextTypes {
    private static final EvaluatorField IGNORE_CASE =
            field("ignoreCase", FieldKind.TRUTH, "capital letters equal small ones");
    private static final EvaluatorField ONE =
            field("value", FieldKind.TEXT, "what is looked for; the case's expectation unless given");
    private static final EvaluatorField SEVERAL =
            field("value", FieldKind.TEXT_OR_TEXTS, "what is looked for; the case's expectation unless given");

    private TextTypes() {}

    public static List<EvaluatorType> all() {
        return List.of(
                EvaluatorType.of(
                        "equals",
                        "The output is the value; an object or list is compared as JSON.",
                        TextTypes::equal,
                        field("value", FieldKind.ANY, "what is wanted; the case's expectation unless given"),
                        IGNORE_CASE,
                        field("trim", FieldKind.TRUTH, "white space at both ends does not count")),
                one("contains", "The output has the value in it.", String::contains),
                one("starts-with", "The output begins with the value.", String::startsWith),
                one("ends-with", "The output ends with the value.", String::endsWith),
                EvaluatorType.of(
                        "contains-all",
                        "The output has every value in it; the score is the share that it has.",
                        given -> contains(given, true),
                        SEVERAL,
                        IGNORE_CASE),
                EvaluatorType.of(
                        "contains-any",
                        "The output has at least one of the values in it.",
                        given -> contains(given, false),
                        SEVERAL,
                        IGNORE_CASE),
                EvaluatorType.of(
                        "regex",
                        "A pattern (RE2 syntax, matched in linear time) is found in the output.",
                        TextTypes::regex,
                        EvaluatorType.required("pattern", FieldKind.TEXT, "what is looked for"),
                        IGNORE_CASE,
                        field("whole", FieldKind.TRUTH, "the whole output must match")));
    }

    private static EvaluatorType one(String name, String summary, BiPredicate<String, String> holds) {
        return EvaluatorType.of(
                name,
                summary,
                given -> {
                    var wanted = given.wantedTexts();
                    boolean ignore = given.truth("ignoreCase");
                    return subject -> {
                        String value = wanted.apply(subject).getFirst();
                        boolean found = holds.test(cased(subject.text(), ignore), cased(value, ignore));
                        return Grade.of(found, (found ? "" : "not ") + name + " '" + Grade.shown(value) + "'");
                    };
                },
                ONE,
                IGNORE_CASE);
    }

    private static Rule equal(Given given) {
        var wanted = given.wanted();
        boolean ignore = given.truth("ignoreCase");
        boolean trim = given.truth("trim");
        return subject -> {
            JsonNode value = wanted.apply(subject);
            if (value.isContainer()) {
                return asJson(subject.text(), value);
            }
            String output = trim ? subject.text().strip() : subject.text();
            String text = trim ? value.asString().strip() : value.asString();
            boolean same = cased(output, ignore).equals(cased(text, ignore));
            return Grade.of(same, same ? "it is the value" : "it is not '" + Grade.shown(text) + "'");
        };
    }

    private static Grade asJson(String output, JsonNode value) {
        try {
            boolean same = JsonText.same(Json.MAPPER.readTree(output), value);
            return Grade.of(same, same ? "it is the JSON wanted" : "it is other JSON than wanted");
        } catch (JacksonException e) {
            return Grade.of(false, "it is no JSON");
        }
    }

    private static Rule contains(Given given, boolean all) {
        var wanted = given.wantedTexts();
        boolean ignore = given.truth("ignoreCase");
        return subject -> {
            var values = wanted.apply(subject);
            String output = cased(subject.text(), ignore);
            var found = new ArrayList<String>();
            var missing = new ArrayList<String>();
            for (String value : values) {
                (output.contains(cased(value, ignore)) ? found : missing).add(value);
            }
            boolean pass = all ? missing.isEmpty() : !found.isEmpty();
            double share = (double) found.size() / values.size();
            String reason = found.size() + " of " + values.size() + " found"
                    + (missing.isEmpty() ? "" : "; missing: " + Grade.shown(String.join(", ", missing)));
            return Grade.scored(all ? share : pass ? 1 : 0, reason)
                    .passing(pass)
                    .seenIn(found);
        };
    }

    private static Rule regex(Given given) {
        int flags = given.truth("ignoreCase") ? Pattern.CASE_INSENSITIVE : 0;
        var pattern = given.pattern("pattern", given.text("pattern", ""), flags);
        boolean whole = given.truth("whole");
        return subject -> {
            var matcher = pattern.matcher(subject.text());
            if (whole ? matcher.matches() : matcher.find()) {
                return Grade.of(true, "the pattern matches").seenIn(matcher.group());
            }
            return Grade.of(false, "the pattern does not match");
        };
    }

    static String cased(String text, boolean ignore) {
        return ignore ? text.toLowerCase(Locale.ROOT) : text;
    }

    /** @throws Undecided where a comparison pair by pair would take too long */
    static void limit(String what, int size, int most) {
        if (size > most) {
            throw new Undecided(what + " has " + size + "; at most " + most + " are compared");
        }
    }
}
