package stet.traces.rejected;

/** Makes a binary payload readable. */
@FunctionalInterface
public interface PayloadText {
    /** The payload in words as far as it can be read; what cannot is in base64. */
    String of(String source, byte[] payload);
}
