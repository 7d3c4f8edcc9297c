package stet.traces.duckdb;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import stet.traces.SpanFacts;

/** Amendments whose span does not come: noted when they are first seen to wait, removed once that is long ago. */
record UnmetAmendments(Statements sql) {
    private static final String UNMET =
            "SELECT waiting.rowid FROM amendment waiting ANTI JOIN original USING (project, trace_hash, trace_id, span_id)";

    /** How many were removed. */
    long remove(Instant now, Instant before, int most) throws SQLException {
        sql.change(
                "UPDATE amendment SET waiting_us = ? WHERE rowid IN (" + UNMET + " WHERE waiting_us IS NULL)",
                List.of(SpanFacts.micros(now)));
        return sql.change(
                "DELETE FROM amendment WHERE rowid IN (" + UNMET + " WHERE waiting_us < ? LIMIT " + most + ")",
                List.of(SpanFacts.micros(before)));
    }
}
