package stet.traces.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.traces.query.Filter.Comparison;
import stet.traces.query.Filter.Place;

/**
 * A filter as people write it: {@code model = "gpt-5" and not (tag in (vip, beta) or durationMs < 2000) and "refund"}.
 *
 * <pre>
 * filter    = and { "or" and }
 * and       = one { "and" one }
 * one       = "not" one | "(" filter ")" | condition
 * condition = text                                            words anywhere in a span
 *           | dimension ( "=" | "!=" ) value | dimension "in" "(" value { "," value } ")" | dimension "is" ["not"] "unknown"
 *           | quantity ( "=" | "!=" | "&gt;" | "&gt;=" | "&lt;" | "&lt;=" ) number
 *           | ( "input" | "output" | "toolArguments" | "toolResult" ) "~" value
 *           | "tool" ( "=" | "!=" ) value | "tool" "in" "(" value { "," value } ")"
 *           | "score" "[" value "]" [ ( "=" | "!=" | "&gt;" | "&gt;=" | "&lt;" | "&lt;=" ) value ]
 *           | ( "attribute" | "metadata" ) "[" value "]" [ ( "=" | "!=" ) value ]
 * value     = word | text; text stands in double quotes, with a backslash before a quote or a backslash
 * </pre>
 */
public final class FilterText {
    private static final int DEEPEST = 50;
    private static final int MOST_CONDITIONS = 200;
    private static final int MOST_VALUES = 200;
    private static final BigDecimal LARGEST = new BigDecimal("1000000000000000");

    private final Tokens tokens;
    private int conditions;

    FilterText(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * @param parameter what a refusal calls the text
     * @throws Problem.Invalid that says where and why the text is not a filter
     */
    public static Filter parse(String parameter, String text) {
        var tokens = new Tokens(parameter, text);
        var filter = new FilterText(tokens).filter(0);
        tokens.expectEnd();
        return filter;
    }

    Filter filter(int depth) {
        if (depth > DEEPEST) {
            throw tokens.wrong("parentheses and 'not' are nested more than " + DEEPEST + " deep");
        }
        var any = new ArrayList<>(List.of(and(depth)));
        while (tokens.takeWord("or")) {
            any.add(and(depth));
        }
        return any.size() == 1 ? any.getFirst() : new Filter.Or(any);
    }

    private Filter and(int depth) {
        var all = new ArrayList<>(List.of(one(depth)));
        while (tokens.takeWord("and")) {
            all.add(one(depth));
        }
        return all.size() == 1 ? all.getFirst() : new Filter.And(all);
    }

    private Filter one(int depth) {
        if (tokens.takeWord("not")) {
            if (depth > DEEPEST) {
                throw tokens.wrong("parentheses and 'not' are nested more than " + DEEPEST + " deep");
            }
            return new Filter.Not(one(depth + 1));
        }
        if (tokens.takeSign("(")) {
            var inner = filter(depth + 1);
            tokens.expectSign(")", "what stands in parentheses");
            return inner;
        }
        if (++conditions > MOST_CONDITIONS) {
            throw tokens.wrong("a filter has at most " + MOST_CONDITIONS + " conditions");
        }
        return condition();
    }

    private Filter condition() {
        if (tokens.atQuoted()) {
            return new Filter.Text(said("words"));
        }
        var field = tokens.word("a condition such as 'model = \"gpt-5\"' or a text in quotes");
        var dimension = Dimension.of(field);
        if (dimension.isPresent()) {
            return dimension(dimension.get());
        }
        var quantity = Quantity.of(field);
        if (quantity.isPresent()) {
            return amount(quantity.get());
        }
        for (var place : Place.values()) {
            if (place.word().equals(field)) {
                tokens.expectSign("~", "'" + field + "'");
                return new Filter.Says(place, said("the words to look for"));
            }
        }
        return switch (field) {
            case "tool" -> values(field, Filter.Tool::new);
            case "score" -> scored();
            case "attribute" -> named(Filter.Attribute::new);
            case "metadata" -> named(Filter.Metadata::new);
            default ->
                throw tokens.wrongBefore(
                        "there is no such field; fields are " + Dimension.words() + ", "
                                + Quantity.words()
                                + ", input, output, toolArguments, toolResult, tool, score[\"…\"], attribute[\"…\"], metadata[\"…\"]");
        };
    }

    private Filter dimension(Dimension dimension) {
        if (tokens.takeWord("is")) {
            boolean known = tokens.takeWord("not");
            if (!tokens.takeWord("unknown")) {
                throw tokens.wrong("expected 'unknown' or 'not unknown' after 'is'");
            }
            return known ? new Filter.Known(dimension) : new Filter.Not(new Filter.Known(dimension));
        }
        return values(dimension.word(), anyOf -> new Filter.Is(dimension, anyOf));
    }

    private interface OfValues {
        Filter filter(Set<String> anyOf);
    }

    private Filter values(String field, OfValues filter) {
        if (tokens.takeWord("in")) {
            tokens.expectSign("(", "'in'");
            var values = new LinkedHashSet<String>();
            do {
                values.add(tokens.value("a value"));
                if (values.size() > MOST_VALUES) {
                    throw tokens.wrong("'in' takes at most " + MOST_VALUES + " values");
                }
            } while (tokens.takeSign(","));
            tokens.expectSign(")", "the values of 'in'");
            return filter.filter(values);
        }
        boolean not = tokens.takeSign("!=");
        if (!not) {
            tokens.expectSign("=", "'" + field + "' (or '!=', or 'in (…)')");
        }
        var is = filter.filter(Set.of(tokens.value("a value")));
        return not ? new Filter.Not(is) : is;
    }

    private Filter amount(Quantity quantity) {
        if (tokens.takeSign("!=")) {
            return new Filter.Not(new Filter.Amount(quantity, Comparison.EQUAL, number()));
        }
        for (var comparison : Comparison.values()) {
            if (tokens.takeSign(comparison.sign())) {
                return new Filter.Amount(quantity, comparison, number());
            }
        }
        throw tokens.wrong("expected '=', '!=', '>', '>=', '<' or '<=' after '" + quantity + "'");
    }

    private BigDecimal number() {
        var text = tokens.value("a number");
        try {
            var number = new BigDecimal(text);
            if (Math.abs((long) number.scale()) <= 12 && number.abs().compareTo(LARGEST) <= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number with too many digits
        }
        throw tokens.wrongBefore("expected a number up to 1,000,000,000,000,000 with at most 12 decimals");
    }

    private interface OfName {
        Filter filter(String name, @Nullable String value);
    }

    private Filter named(OfName filter) {
        tokens.expectSign("[", "'attribute' or 'metadata'");
        var name = tokens.value("a name");
        tokens.expectSign("]", "the name");
        if (tokens.takeSign("=")) {
            return filter.filter(name, tokens.value("a value"));
        }
        if (tokens.takeSign("!=")) {
            return new Filter.Not(filter.filter(name, tokens.value("a value")));
        }
        return filter.filter(name, null);
    }

    private Filter scored() {
        tokens.expectSign("[", "'score'");
        var name = tokens.value("a score's name");
        tokens.expectSign("]", "the name");
        if (tokens.takeSign("!=")) {
            return new Filter.Not(new Filter.Scored(name, Comparison.EQUAL, tokens.value("a value")));
        }
        for (var comparison : Comparison.values()) {
            if (tokens.takeSign(comparison.sign())) {
                var value = tokens.value("a value");
                if (comparison != Comparison.EQUAL && Filter.Scored.number(value) == null) {
                    throw tokens.wrongBefore("expected a number to compare the score with");
                }
                return new Filter.Scored(name, comparison, value);
            }
        }
        return new Filter.Scored(name, null, null);
    }

    private String said(String expected) {
        var words = tokens.value(expected);
        if (words.isBlank()) {
            throw tokens.wrongBefore("a text to look for needs words");
        }
        return words;
    }
}
