package stet.platform.db;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;

/** A database that records can live in. */
enum Dialect {
    SQLITE("sqlite"),
    POSTGRESQL("postgresql");

    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03");
    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;
    private static final int SQLITE_READONLY = 8;
    private static final int SQLITE_IO = 10;
    private static final int SQLITE_FULL = 13;

    private final String folder;

    Dialect(String folder) {
        this.folder = folder;
    }

    /** Where its migrations are. */
    String folder() {
        return "db/migration/" + folder;
    }

    /**
     * What a transaction has to say first so that others which say it wait, rather than fail for having read what changed meanwhile.
     * In SQLite there is one writer anyway.
     */
    Optional<String> takeTurn() {
        return switch (this) {
            case SQLITE -> Optional.empty();
            case POSTGRESQL -> Optional.of("LOCK TABLE event_counter IN EXCLUSIVE MODE");
        };
    }

    /** Whether the transaction lost against another and may win when it runs again. */
    boolean isConflict(SQLException e) {
        return switch (this) {
            case SQLITE -> primaryCode(e) == SQLITE_BUSY || primaryCode(e) == SQLITE_LOCKED;
            case POSTGRESQL -> e.getSQLState() != null && CONFLICTS.contains(e.getSQLState());
        };
    }

    /** Whether the database itself is in trouble, as opposed to the statement. */
    boolean isAway(SQLException e) {
        if (e instanceof SQLTransientConnectionException) {
            return true;
        }
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (this) {
            case SQLITE -> primaryCode(e) == SQLITE_IO || primaryCode(e) == SQLITE_FULL;
            case POSTGRESQL ->
                state.startsWith("08") || state.startsWith("57P") || state.startsWith("53") || state.startsWith("58");
        };
    }

    /** Whether the database takes no changes now, as one that has become a copy of another. */
    boolean isReadOnly(SQLException e) {
        return switch (this) {
            case SQLITE -> primaryCode(e) == SQLITE_READONLY;
            case POSTGRESQL -> "25006".equals(e.getSQLState());
        };
    }

    private static int primaryCode(SQLException e) {
        return e.getErrorCode() & 0xFF;
    }
}
