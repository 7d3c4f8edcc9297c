package stet.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Looks at tables as they are. */
record RawStore(Handle sql) {
    List<String> rows(String query) {
        return sql.createQuery(query)
                .map((row, _) -> IntStream.rangeClosed(1, row.getMetaData().getColumnCount())
                        .mapToObj(column -> text(row, column))
                        .collect(Collectors.joining("|")))
                .list();
    }

    private static String text(ResultSet row, int column) {
        try {
            return String.valueOf(row.getString(column));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
