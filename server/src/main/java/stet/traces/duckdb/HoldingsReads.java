package stet.traces.duckdb;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import stet.traces.SpanFacts;
import stet.traces.query.Holdings;
import stet.traces.query.Holdings.Kind;

/** What the tables hold. Bytes are those of the blocks that a table's columns use, divided among projects by rows. */
record HoldingsReads(Statements sql, long fileBytes, long logBytes) {
    private static final Map<Kind, List<String>> TABLES = Map.of(
            Kind.SPANS, List.of("span"),
            Kind.CONTENT, List.of("content"),
            Kind.TRACES, List.of("trace"),
            Kind.SCORES, List.of("score"),
            Kind.AMENDMENTS, List.of("amendment", "original"));

    private record Blocks(long size, long used, long free) {}

    Holdings read(Instant now) throws SQLException {
        var blocks = sql.rows(
                        "SELECT block_size, used_blocks, free_blocks FROM pragma_database_size() WHERE database_name = ?",
                        List.of(Database.NAME),
                        row -> new Blocks(row.getLong(1), row.getLong(2), row.getLong(3)))
                .getFirst();
        var used = new HashMap<String, Long>();
        for (var tables : TABLES.values()) {
            for (var table : tables) {
                used.put(table, blocksOf(table));
            }
        }
        long all = used.values().stream().mapToLong(Long::longValue).sum();
        double share = Math.min(1, (double) blocks.used / Math.max(1, all)) * blocks.size;
        var held = new ArrayList<Holdings.Held>();
        for (var kind : Kind.values()) {
            var rows = new HashMap<UUID, Long>();
            var bytes = new HashMap<UUID, Long>();
            for (var table : TABLES.getOrDefault(kind, List.of())) {
                var ofProjects = rowsOf(table);
                long total =
                        ofProjects.values().stream().mapToLong(Long::longValue).sum();
                double each = share * used.getOrDefault(table, 0L) / Math.max(1, total);
                ofProjects.forEach((project, count) -> {
                    rows.merge(project, count, Long::sum);
                    bytes.merge(project, Math.round(count * each), Long::sum);
                });
            }
            rows.forEach((project, count) ->
                    held.add(new Holdings.Held(project, kind, count, bytes.getOrDefault(project, 0L))));
        }
        return new Holdings(fileBytes, blocks.free * blocks.size, logBytes, held, ages(now));
    }

    /** Small columns share blocks, so these may be more than there are. */
    private long blocksOf(String table) throws SQLException {
        return sql.number("""
                SELECT count(DISTINCT block) FROM (
                  SELECT block_id AS block FROM pragma_storage_info('%1$s') WHERE block_id >= 0
                  UNION ALL SELECT unnest(additional_block_ids) FROM pragma_storage_info('%1$s'))""".formatted(table), List.of());
    }

    private Map<UUID, Long> rowsOf(String table) throws SQLException {
        return ofProjects("SELECT project, count(*) FROM " + table + " GROUP BY project", List.of());
    }

    private List<Holdings.Ages> ages(Instant now) throws SQLException {
        var traces = ofProjects("SELECT project, min(started_us) FROM trace GROUP BY project", List.of());
        var contents = ofProjects("SELECT project, min(started_us) FROM content GROUP BY project", List.of());
        var lastDay = ofProjects(
                "SELECT project, count(*) FROM span WHERE started_us >= ? GROUP BY project",
                List.of(SpanFacts.micros(now.minus(Duration.ofDays(1)))));
        var ages = new ArrayList<Holdings.Ages>();
        traces.forEach((project, oldest) -> {
            var content = contents.get(project);
            ages.add(new Holdings.Ages(
                    project,
                    Questions.at(oldest),
                    content == null ? null : Questions.at(content),
                    lastDay.getOrDefault(project, 0L)));
        });
        return ages;
    }

    private Map<UUID, Long> ofProjects(String text, List<?> values) throws SQLException {
        var found = new HashMap<UUID, Long>();
        sql.rows(text, values, row -> found.put(row.getObject(1, UUID.class), row.getLong(2)));
        return found;
    }
}
