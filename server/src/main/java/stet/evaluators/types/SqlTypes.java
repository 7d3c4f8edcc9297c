package stet.evaluators.types;

import static stet.evaluators.EvaluatorType.field;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.AbstractJSqlParser.Dialect;
import stet.evaluators.EvaluatorType;
import stet.evaluators.EvaluatorType.EvaluatorField;
import stet.evaluators.FieldKind;
import stet.evaluators.Given;
import stet.evaluators.Grade;
import stet.evaluators.Rule;

/** Whether the output is SQL, and touches nothing else than allowed. */
public final class SqlTypes {
    private static final int LONGEST = 20_000;
    private static final Pattern FENCE = Pattern.compile("(?s)```(?:sql)?\\s*\\n(.*?)```");
    private static final Pattern START =
            Pattern.compile("(?i)\\b(select|with|insert|update|delete|create|alter|drop|merge|truncate)\\b");
    private static final EvaluatorField[] FIELDS = {
        field(
                "dialect",
                FieldKind.TEXT,
                "one of " + String.join(", ", dialects()) + "; what most understand unless given"),
        field("tables", FieldKind.TEXTS, "what it may do to which tables, such as 'select::orders' or '*::shop.*'"),
        field("columns", FieldKind.TEXTS, "columns that it may name, such as 'select::orders.total' or '*::*.id'")
    };

    private SqlTypes() {}

    public static List<EvaluatorType> all() {
        return List.of(
                EvaluatorType.of("is-sql", "The whole output is SQL.", given -> rule(given, false), FIELDS),
                EvaluatorType.of(
                        "contains-sql",
                        "The output has SQL in it: in a fenced block, or from a first key word on.",
                        given -> rule(given, true),
                        FIELDS));
    }

    private static Rule rule(Given given, boolean inside) {
        var dialect = given.has("dialect")
                ? Optional.of(Dialect.valueOf(given.word("dialect", dialects()).toUpperCase(Locale.ROOT)))
                : Optional.<Dialect>empty();
        var tables = globs(given, "tables");
        var columns = globs(given, "columns");
        return subject -> {
            var grade = Grade.of(false, "there is no SQL in it");
            for (String sql : inside ? candidates(subject.text()) : List.of(subject.text())) {
                TextTypes.limit("the SQL's letters", sql.length(), LONGEST);
                grade = judged(sql, dialect, tables, columns);
                if (grade.score() == 1) {
                    return grade;
                }
            }
            return grade;
        };
    }

    private static Grade judged(String sql, Optional<Dialect> dialect, List<Pattern> tables, List<Pattern> columns) {
        try {
            var touched = SqlTouch.of(sql, dialect);
            if (touched.isEmpty()) {
                return Grade.of(false, "there is no statement in it");
            }
            var refused = new ArrayList<String>();
            for (var touch : touched) {
                var allowed = touch.column() ? columns : tables;
                if (!allowed.isEmpty() && allowed.stream().noneMatch(it -> it.matches(touch.text()))) {
                    refused.add(touch.text());
                }
            }
            return refused.isEmpty()
                    ? Grade.of(true, "it is SQL").seenIn(sql)
                    : Grade.of(false, "it touches what is not allowed").seenIn(refused);
        } catch (JSQLParserException e) {
            return Grade.of(false, "it is no SQL: " + firstLine(e));
        }
    }

    private static List<String> candidates(String text) {
        var found = new ArrayList<String>();
        var fence = FENCE.matcher(text);
        while (fence.find() && found.size() < 10) {
            found.add(fence.group(1));
        }
        var start = START.matcher(text);
        if (found.isEmpty() && start.find()) {
            String rest = text.substring(start.start());
            int end = rest.indexOf(';');
            found.add(end < 0 ? rest : rest.substring(0, end));
            int line = rest.indexOf("\n\n");
            if (line > 0) {
                found.add(rest.substring(0, line));
            }
        }
        return found;
    }

    private static List<Pattern> globs(Given given, String field) {
        return given.texts(field).stream()
                .map(it -> given.glob(field, it.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String[] dialects() {
        return Arrays.stream(Dialect.values())
                .map(it -> it.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }

    private static String firstLine(JSQLParserException e) {
        return Grade.shown(String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be parsed"));
    }
}
