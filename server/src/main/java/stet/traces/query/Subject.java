package stet.traces.query;

import java.util.Arrays;
import java.util.Optional;

/** What a question counts. */
public enum Subject {
    /** Whole traces: what a caller waited and paid for. */
    TRACES("traces"),
    /** Spans that called a model. */
    GENERATIONS("generations"),
    /** Spans of every kind. */
    SPANS("spans");

    private final String word;

    Subject(String word) {
        this.word = word;
    }

    /** Its name in queries. */
    public String word() {
        return word;
    }

    public static Optional<Subject> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findAny();
    }
}
