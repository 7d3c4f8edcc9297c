package stet.traces.otlp;

/** Why one span cannot be stored. The rest of its batch can. */
final class BadRecord extends RuntimeException {
    BadRecord(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
