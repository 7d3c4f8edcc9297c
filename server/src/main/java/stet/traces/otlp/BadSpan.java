package stet.traces.otlp;

/** Why one span cannot be stored. The rest of its batch can. */
final class BadSpan extends RuntimeException {
    BadSpan(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
