package stet.traces.duckdb;

import java.sql.Connection;
import java.sql.SQLException;

/** The tables. Spans are narrow, their content lies apart, traces are what their spans add up to. */
final class Schema {
    private static final int VERSION = 1;

    private Schema() {}

    static void create(Connection sql) throws SQLException {
        try (var statement = sql.createStatement()) {
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS stored (version INTEGER NOT NULL, position BIGINT NOT NULL)""");
            statement.execute("""
                    INSERT INTO stored SELECT %s, 0 WHERE NOT EXISTS (FROM stored)""".formatted(VERSION));
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS span (
                      project UUID NOT NULL, trace_hash BIGINT NOT NULL, trace_id VARCHAR NOT NULL,
                      span_id VARCHAR NOT NULL, parent_id VARCHAR, name VARCHAR NOT NULL, kind VARCHAR NOT NULL,
                      started_us BIGINT NOT NULL, ended_us BIGINT NOT NULL, failed BOOLEAN NOT NULL, error_kind VARCHAR,
                      provider VARCHAR, model VARCHAR, user_id VARCHAR, session_id VARCHAR, environment VARCHAR,
                      release VARCHAR, tags VARCHAR, input_tokens BIGINT, output_tokens BIGINT, cache_read_tokens BIGINT,
                      reasoning_tokens BIGINT, cost_usd DECIMAL(28, 12), first_token_us BIGINT,
                      input_preview VARCHAR USING COMPRESSION zstd, output_preview VARCHAR USING COMPRESSION zstd,
                      simulated BOOLEAN NOT NULL)""");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS content (
                      project UUID NOT NULL, trace_hash BIGINT NOT NULL, trace_id VARCHAR NOT NULL,
                      span_id VARCHAR NOT NULL, started_us BIGINT NOT NULL, name VARCHAR NOT NULL, request_id VARCHAR,
                      head VARCHAR NOT NULL USING COMPRESSION zstd, input VARCHAR USING COMPRESSION zstd,
                      output VARCHAR USING COMPRESSION zstd)""");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS trace (
                      project UUID NOT NULL, trace_hash BIGINT NOT NULL, trace_id VARCHAR NOT NULL, name VARCHAR NOT NULL,
                      started_us BIGINT NOT NULL, ended_us BIGINT NOT NULL, last_start_us BIGINT NOT NULL,
                      failed BOOLEAN NOT NULL, error_kind VARCHAR, span_count INTEGER NOT NULL,
                      generation_count INTEGER NOT NULL, models VARCHAR, providers VARCHAR, user_id VARCHAR,
                      session_id VARCHAR, environment VARCHAR, release VARCHAR, tags VARCHAR, input_tokens BIGINT,
                      output_tokens BIGINT, cache_read_tokens BIGINT, reasoning_tokens BIGINT, cost_usd DECIMAL(28, 12),
                      first_token_us BIGINT, input_preview VARCHAR USING COMPRESSION zstd,
                      output_preview VARCHAR USING COMPRESSION zstd, simulated BOOLEAN NOT NULL)""");
            try (var rows = statement.executeQuery("SELECT version FROM stored")) {
                rows.next();
                if (rows.getInt(1) != VERSION) {
                    throw new SQLException("the telemetry store was written by another version of stet (layout "
                            + rows.getInt(1) + ", this server reads " + VERSION + ")");
                }
            }
        }
    }
}
