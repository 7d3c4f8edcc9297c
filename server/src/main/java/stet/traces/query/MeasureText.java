package stet.traces.query;

import java.util.regex.Pattern;
import stet.platform.http.Problem;

/**
 * A measure as people write it: {@code count}, {@code count(status = error)}, {@code rate}, {@code failureRate},
 * {@code share(durationMs > 2000)}, {@code sum(costUsd)}, {@code mean(inputTokens)}, {@code max(durationMs)},
 * {@code mean(score[helpful])}, {@code p95(durationMs)}, {@code p99.9(durationMs)}, {@code distinct(user)}.
 */
public final class MeasureText {
    private static final Pattern QUANTILE = Pattern.compile("p(\\d{1,2}(\\.\\d{1,3})?)");
    private static final String KNOWN =
            "measures are count, count(filter), rate, failureRate, share(filter), sum(amount),"
                    + " mean(amount), mean(score[name]), max(amount), p50(amount), p99.9(amount), distinct(dimension)";

    private final Tokens tokens;

    private MeasureText(Tokens tokens) {
        this.tokens = tokens;
    }

    /** @throws Problem.Invalid that says where and why the text is not a measure */
    public static Measure parse(String parameter, String text) {
        var tokens = new Tokens(parameter, text);
        var measure = new MeasureText(tokens).measure();
        if (!tokens.atEnd()) {
            throw tokens.wrong("expected the end of the measure");
        }
        return measure;
    }

    private Measure measure() {
        var word = tokens.word("a measure; " + KNOWN);
        if (!tokens.atSign("(")) {
            return switch (word) {
                case "count" -> Measure.COUNT;
                case "rate" -> new Measure.Rate();
                case "failureRate" -> new Measure.Share(Filter.Is.of(Dimension.STATUS, "error"));
                default -> throw tokens.wrongBefore(KNOWN);
            };
        }
        var quantile = QUANTILE.matcher(word);
        if (quantile.matches()) {
            double rank = Double.parseDouble(quantile.group(1)) / 100;
            if (rank == 0) {
                throw tokens.wrongBefore("a quantile lies above p0");
            }
            return new Measure.Quantile(quantity(), rank);
        }
        return switch (word) {
            case "count" -> new Measure.Count(filter());
            case "share" -> new Measure.Share(filter());
            case "sum" -> new Measure.Sum(quantity());
            case "mean" -> mean();
            case "max" -> new Measure.Largest(quantity());
            case "distinct" -> new Measure.Distinct(dimension());
            default -> throw tokens.wrongBefore(KNOWN);
        };
    }

    private Measure mean() {
        tokens.takeSign("(");
        if (!tokens.takeWord("score")) {
            return new Measure.Mean(named());
        }
        tokens.expectSign("[", "'score'");
        var name = tokens.value("a score's name");
        tokens.expectSign("]", "the score's name");
        tokens.expectSign(")", "the score");
        return new Measure.ScoreMean(name);
    }

    private Filter filter() {
        tokens.takeSign("(");
        var filter = new FilterText(tokens).filter(0);
        tokens.expectSign(")", "the filter");
        return filter;
    }

    private Quantity quantity() {
        tokens.takeSign("(");
        return named();
    }

    private Quantity named() {
        var word = tokens.word("an amount");
        var quantity = Quantity.of(word)
                .orElseThrow(() -> tokens.wrongBefore("there is no such amount; amounts are " + Quantity.words()));
        tokens.expectSign(")", "the amount");
        return quantity;
    }

    private Dimension dimension() {
        tokens.takeSign("(");
        var word = tokens.word("a dimension");
        var dimension = Dimension.of(word)
                .orElseThrow(
                        () -> tokens.wrongBefore("there is no such dimension; dimensions are " + Dimension.words()));
        tokens.expectSign(")", "the dimension");
        return dimension;
    }
}
