package stet.traces.duckdb;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements on one connection, for work that takes the time it takes. */
record Statements(Connection sql) {
    <T> List<T> rows(String text, List<?> values, Database.Row<T> row) throws SQLException {
        try (var statement = sql.prepareStatement(text)) {
            Database.bind(statement, values);
            try (var rows = statement.executeQuery()) {
                var read = new ArrayList<T>();
                while (rows.next()) {
                    read.add(row.read(rows));
                }
                return read;
            }
        }
    }

    long number(String text, List<?> values) throws SQLException {
        return rows(text, values, row -> row.getLong(1)).getFirst();
    }

    /** How many rows it changed. */
    long change(String text, List<?> values) throws SQLException {
        try (var statement = sql.prepareStatement(text)) {
            Database.bind(statement, values);
            return statement.executeLargeUpdate();
        }
    }

    Array texts(List<String> texts) throws SQLException {
        return sql.createArrayOf("VARCHAR", texts.toArray());
    }

    Array longs(List<Long> values) throws SQLException {
        return sql.createArrayOf("BIGINT", values.toArray());
    }
}
