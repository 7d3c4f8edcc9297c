package stet.client.reports;

/** Takes out of a text what must not leave the application. Whatever it throws, the text does not leave. */
@FunctionalInterface
public interface Mask {
    /** @param field {@code value}, {@code comment} or {@code sessionId} */
    String masked(String field, String text);
}
