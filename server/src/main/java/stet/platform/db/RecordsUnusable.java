package stet.platform.db;

import org.jspecify.annotations.Nullable;

/** The record store cannot be opened, in one sentence for whoever starts the server. */
public final class RecordsUnusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    RecordsUnusable(String sentence) {
        super(sentence);
    }

    RecordsUnusable(RecordsAddress address, Throwable cause) {
        super(
                "the record store at " + address + " cannot be opened: " + rootMessage(cause) + "; " + advice(address),
                cause);
    }

    private static String advice(RecordsAddress address) {
        return switch (address.dialect()) {
            case SQLITE -> "check that the folder exists, is writable and has free space";
            case POSTGRESQL -> "check STET_RECORDS_URL and that the database accepts connections";
        };
    }

    static String rootMessage(Throwable thrown) {
        String message = thrown.getClass().getSimpleName();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            @Nullable String said = cause.getMessage();
            message = said == null ? message : said.strip().lines().findFirst().orElse(message);
        }
        return message;
    }
}
