package stet.models.wire;

import org.jspecify.annotations.Nullable;

/**
 * A request body that cannot be read, with the place where reading stopped.
 *
 * @param field the top-level field at fault, when one is
 * @param line from 1
 * @param column from 1, in bytes
 */
public record MalformedBody(
        Fault fault, String detail, @Nullable String field, int line, int column) implements ScannedBody {

    /** What is wrong with it. */
    public enum Fault {
        EMPTY,
        NOT_UTF8,
        NOT_JSON,
        NOT_AN_OBJECT,
        TOO_DEEP,
        DUPLICATE_KEY,
        WRONG_TYPE
    }

    /** A sentence for the sender. */
    public String message() {
        return fault == Fault.EMPTY ? detail : detail + " (line " + line + ", column " + column + ")";
    }

    static MalformedBody at(byte[] body, long offset, Fault fault, @Nullable String field, String detail) {
        int line = 1;
        int column = 1;
        int end = (int) Math.min(Math.max(offset, 0), body.length);
        for (int i = 0; i < end; i++) {
            if (body[i] == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new MalformedBody(fault, detail, field, line, column);
    }
}
