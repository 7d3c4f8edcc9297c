package stet.traces.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tables. Spans are narrow, their content lies apart, traces are what their spans add up to. */
final class Schema {
    /** What leads from each layout to the next; the first makes an empty store one of layout 1. */
    private static final List<String> STEPS = List.of(
            layout1(),
            layout2(),
            layout3(),
            layout4(),
            layout5(),
            layout6(),
            layout7(),
            layout8(),
            layout9(),
            layout10());

    private static final int VERSION = STEPS.size();

    private Schema() {}

    /** Makes the tables, or brings those of an older stet to this layout: all of it or nothing. */
    static void create(Connection sql) throws SQLException {
        create(sql, VERSION);
    }

    static void create(Connection sql, int layout) throws SQLException {
        sql.setAutoCommit(false);
        try (var statement = sql.createStatement()) {
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS stored (version INTEGER NOT NULL, position BIGINT NOT NULL)""");
            statement.execute("INSERT INTO stored SELECT 0, 0 WHERE NOT EXISTS (FROM stored)");
            int found = version(statement);
            if (found > layout) {
                throw new SQLException("the telemetry store was written by a newer stet (layout " + found
                        + ", this server reads " + layout + "): start that one, or give STET_HOME another folder");
            }
            for (var step : STEPS.subList(found, layout)) {
                statement.execute(step);
            }
            if (found < layout) {
                statement.execute("UPDATE stored SET version = " + layout);
            }
            sql.commit();
        } catch (SQLException e) {
            sql.rollback();
            throw e;
        } finally {
            sql.setAutoCommit(true);
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("SELECT version FROM stored")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static String layout1() {
        return """
                CREATE TABLE span (
                  project UUID NOT NULL, trace_hash BIGINT NOT NULL, trace_id VARCHAR NOT NULL,
                  span_id VARCHAR NOT NULL, parent_id VARCHAR, name VARCHAR NOT NULL, kind VARCHAR NOT NULL,
                  started_us BIGINT NOT NULL, ended_us BIGINT NOT NULL, failed BOOLEAN NOT NULL, error_kind VARCHAR,
                  provider VARCHAR, model VARCHAR, user_id VARCHAR, session_id VARCHAR, environment VARCHAR,
                  release VARCHAR, tags VARCHAR, input_tokens BIGINT, output_tokens BIGINT, cache_read_tokens BIGINT,
                  reasoning_tokens BIGINT, cost_usd DECIMAL(28, 12), first_token_us BIGINT,
                  input_preview VARCHAR USING COMPRESSION zstd, output_preview VARCHAR USING COMPRESSION zstd,
                  simulated BOOLEAN NOT NULL);
                CREATE TABLE content (
                  project UUID NOT NULL, trace_hash BIGINT NOT NULL, trace_id VARCHAR NOT NULL,
                  span_id VARCHAR NOT NULL, started_us BIGINT NOT NULL, name VARCHAR NOT NULL, request_id VARCHAR,
                  head VARCHAR NOT NULL USING COMPRESSION zstd, input VARCHAR USING COMPRESSION zstd,
                  output VARCHAR USING COMPRESSION zstd);
                CREATE TABLE trace (
                  project UUID NOT NULL, trace_hash BIGINT NOT NULL, trace_id VARCHAR NOT NULL, name VARCHAR NOT NULL,
                  started_us BIGINT NOT NULL, ended_us BIGINT NOT NULL, last_start_us BIGINT NOT NULL,
                  failed BOOLEAN NOT NULL, error_kind VARCHAR, span_count INTEGER NOT NULL,
                  generation_count INTEGER NOT NULL, models VARCHAR, providers VARCHAR, user_id VARCHAR,
                  session_id VARCHAR, environment VARCHAR, release VARCHAR, tags VARCHAR, input_tokens BIGINT,
                  output_tokens BIGINT, cache_read_tokens BIGINT, reasoning_tokens BIGINT, cost_usd DECIMAL(28, 12),
                  first_token_us BIGINT, input_preview VARCHAR USING COMPRESSION zstd,
                  output_preview VARCHAR USING COMPRESSION zstd, simulated BOOLEAN NOT NULL)""";
    }

    /** Application, prompt, metadata, audio, and what the cost was paid for. */
    private static String layout2() {
        var added = new ArrayList<String>();
        for (var table : List.of("span", "trace")) {
            for (var column : List.of(
                    "app VARCHAR",
                    "prompt_name VARCHAR",
                    "prompt_version VARCHAR",
                    "metadata VARCHAR",
                    "cache_write_tokens BIGINT",
                    "audio_input_tokens BIGINT",
                    "audio_output_tokens BIGINT",
                    "cost_input DECIMAL(28, 12)",
                    "cost_output DECIMAL(28, 12)",
                    "cost_cache_read DECIMAL(28, 12)",
                    "cost_cache_write DECIMAL(28, 12)",
                    "cost_reasoning DECIMAL(28, 12)",
                    "cost_audio_input DECIMAL(28, 12)",
                    "cost_audio_output DECIMAL(28, 12)",
                    "cost_other DECIMAL(28, 12)",
                    "cost_unknown_because VARCHAR")) {
                added.add("ALTER TABLE " + table + " ADD COLUMN " + column);
            }
        }
        for (var column : List.of("price_version VARCHAR", "source VARCHAR", "scope VARCHAR")) {
            added.add("ALTER TABLE span ADD COLUMN " + column);
        }
        return String.join(";\n", added);
    }

    /** What went wrong in words, failures inside a trace, and whether its root has come. */
    private static String layout3() {
        return """
                ALTER TABLE span ADD COLUMN error_message VARCHAR;
                ALTER TABLE span ADD COLUMN error_shape VARCHAR;
                ALTER TABLE trace ADD COLUMN failed_span_count INTEGER DEFAULT 0;
                ALTER TABLE trace ADD COLUMN root_missing BOOLEAN DEFAULT false""";
    }

    /** By what a call is known again that was recorded twice. */
    private static String layout4() {
        return "ALTER TABLE span ADD COLUMN response_id VARCHAR";
    }

    /** What comes about spans apart from them, and scores. */
    private static String layout5() {
        return """
                CREATE TABLE amendment (
                  project UUID NOT NULL, trace_hash BIGINT NOT NULL, trace_id VARCHAR NOT NULL,
                  span_id VARCHAR NOT NULL, body VARCHAR NOT NULL USING COMPRESSION zstd);
                CREATE TABLE original (
                  project UUID NOT NULL, trace_hash BIGINT NOT NULL, trace_id VARCHAR NOT NULL,
                  span_id VARCHAR NOT NULL, body VARCHAR NOT NULL USING COMPRESSION zstd);
                CREATE TABLE score (
                  project UUID NOT NULL, id_hash BIGINT NOT NULL, id VARCHAR NOT NULL, trace_hash BIGINT NOT NULL,
                  trace_id VARCHAR, span_id VARCHAR, session_id VARCHAR, name VARCHAR NOT NULL, type VARCHAR NOT NULL,
                  number DOUBLE, text VARCHAR, source VARCHAR NOT NULL, evaluator_version VARCHAR, comment VARCHAR,
                  at_us BIGINT NOT NULL)""";
    }

    /** Which words begin in which content; what was stored before has no filter. */
    private static String layout6() {
        var parts = IntStream.range(0, WordFilter.PARTS)
                .mapToObj(part -> WordFilter.column(part) + " BLOB")
                .collect(Collectors.joining(", "));
        return "ALTER TABLE content ADD COLUMN block BIGINT DEFAULT 0; CREATE TABLE word_block (block BIGINT NOT NULL, "
                + parts + "); INSERT INTO word_block (block) VALUES (0)";
    }

    /** Whether the tokens and money of a span are those of no other; what was stored before is taken to be so. */
    private static String layout7() {
        return "ALTER TABLE span ADD COLUMN counted BOOLEAN DEFAULT true";
    }

    /** Since when an amendment is known to wait for its span. */
    private static String layout8() {
        return "ALTER TABLE amendment ADD COLUMN waiting_us BIGINT";
    }

    /** The values that traces can be filtered by, counted by day. */
    private static String layout9() {
        return "CREATE TABLE facet (project UUID NOT NULL, day BIGINT NOT NULL, dimension VARCHAR NOT NULL,"
                + " value VARCHAR NOT NULL, traces BIGINT NOT NULL); " + FacetCounts.REBUILD;
    }

    /** Calls that two traces report, a row for each of the two; those of spans that were stored before are not known. */
    private static String layout10() {
        return "CREATE TABLE call_link (project UUID NOT NULL, trace_hash BIGINT NOT NULL, trace_id VARCHAR NOT NULL,"
                + " span_id VARCHAR NOT NULL, started_us BIGINT NOT NULL, other_trace_id VARCHAR NOT NULL,"
                + " other_span_id VARCHAR NOT NULL, counted BOOLEAN NOT NULL)";
    }
}
