package stet.traces.query;

import stet.platform.http.OneOf;

/**
 * A name under which traces and spans were judged.
 *
 * @param scores how often
 */
public record ScoreName(
        String name,
        @OneOf({"number", "boolean", "category", "text"}) String type,
        @OneOf({"user", "reviewer", "evaluator", "code"}) String source,
        long scores) {
    public static final int MOST = 50;
}
