package stet.evaluations;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import stet.datasets.DatasetCase;
import stet.platform.db.AuditLog;
import stet.platform.db.Scope;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** The SQL of runs and their items, every statement inside one project. */
record RunStore(Handle sql, Scope.InProject scope) {
    private static final int BATCH = 500;
    private static final String NO_RESULT = "{}";

    /** A case of a run. */
    record RunCase(int position, DatasetCase item, boolean mustPass) {
        Placed came(int repetition, Asking.Came came, List<ItemScore> scores) {
            return new Placed(
                    position,
                    new RunItem(
                            item.id(),
                            repetition,
                            came.error() == null ? RunItem.State.DONE : RunItem.State.FAILED,
                            item.tags(),
                            item.split(),
                            item.weight(),
                            mustPass,
                            came.output(),
                            came.error(),
                            came.latencyMs(),
                            came.costUsd(),
                            came.inputTokens(),
                            came.outputTokens(),
                            came.traceId(),
                            scores));
        }
    }

    /** An item by its place. */
    record Placed(int position, RunItem item) {}

    /**
     * Which items.
     *
     * @param verdict {@code pass}, {@code fail} or {@code error}; empty for any
     * @param words text that must be in the output or the case; empty for any
     */
    record Selection(String verdict, String words) {
        static final Selection ALL = new Selection("", "");
    }

    void audit(Instant at, String actor, String action, String subject) {
        AuditLog.add(sql, at, actor, action, subject, scope.projectId(), null);
    }

    void add(Run run, List<RunCase> cases, int repetitions) {
        sql.createUpdate("""
                INSERT INTO run (id, project_id, suite, suite_version, name, state, content, pins, items, stopped, created_at, created_by,
                  finished_at)
                VALUES (:id, :project, :suite, :version, :name, :state, :content, :pins, :items, NULL, :at, :by, NULL)
                """)
                .bind("id", run.id())
                .bind("project", scope.projectId())
                .bind("suite", run.suite())
                .bind("version", run.suiteVersion())
                .bind("name", run.name())
                .bind("state", run.state().word())
                .bind("content", run.content())
                .bind("pins", Json.MAPPER.<JsonNode>valueToTree(run.pins()))
                .bind("items", run.items())
                .bind("at", run.createdAt())
                .bind("by", run.createdBy())
                .execute();
        for (int i = 0; i < cases.size(); i += BATCH) {
            add(run.id(), cases.subList(i, Math.min(i + BATCH, cases.size())), repetitions);
        }
    }

    private void add(UUID run, List<RunCase> cases, int repetitions) {
        var batch = sql.prepareBatch(
                "INSERT INTO run_case (run_id, position, case_id, must_pass, content) VALUES (:run, :position, :id, :must, :content)");
        cases.forEach(it -> batch.bind("run", run)
                .bind("position", it.position())
                .bind("id", it.item().id())
                .bind("must", it.mustPass() ? 1 : 0)
                .bind("content", Json.MAPPER.writeValueAsString(it.item()))
                .add());
        batch.execute();
        var items = sql.prepareBatch("""
                INSERT INTO run_item (run_id, position, repetition, state, verdict, cost_usd, tokens, result)
                VALUES (:run, :position, :repetition, 'pending', NULL, NULL, NULL, '{}')
                """);
        for (var each : cases) {
            for (int repetition = 1; repetition <= repetitions; repetition++) {
                items.bind("run", run)
                        .bind("position", each.position())
                        .bind("repetition", repetition)
                        .add();
            }
        }
        items.execute();
    }

    Optional<Run> find(UUID id) {
        return sql.createQuery("SELECT * FROM run WHERE project_id = :project AND id = :id")
                .bind("project", scope.projectId())
                .bind("id", id)
                .map(RunStore::run)
                .findOne();
    }

    /** Newest first, behind the run of an id. */
    List<Run> page(String suite, String state, Optional<Run> after, int limit) {
        return sql.createQuery("""
                SELECT * FROM run
                WHERE project_id = :project AND (:suite = '' OR suite = :suite) AND (:state = '' OR state = :state)
                  AND (:at < 0 OR created_at < :at OR (created_at = :at AND id < :id))
                ORDER BY created_at DESC, id DESC LIMIT :limit
                """)
                .bind("project", scope.projectId())
                .bind("suite", suite)
                .bind("state", state)
                .bind("at", after.map(it -> micros(it.createdAt())).orElse(-1L))
                .bind("id", after.map(it -> it.id().toString()).orElse(""))
                .bind("limit", limit)
                .map(RunStore::run)
                .list();
    }

    List<Run> running() {
        return sql.createQuery(
                        "SELECT * FROM run WHERE project_id = :project AND state = 'running' ORDER BY created_at")
                .bind("project", scope.projectId())
                .map(RunStore::run)
                .list();
    }

    /** Whether it was in one of these states before. */
    boolean become(UUID id, Run.State state, @Nullable String stopped, @Nullable Instant finished, Run.State... from) {
        return sql.createUpdate("""
                        UPDATE run SET state = :state, stopped = :stopped, finished_at = :finished
                        WHERE project_id = :project AND id = :id AND state IN (<from>)
                        """)
                        .bind("project", scope.projectId())
                        .bind("id", id)
                        .bind("state", state.word())
                        .bind("stopped", stopped)
                        .bind("finished", finished)
                        .bindList(
                                "from",
                                List.of(from).stream().map(Run.State::word).toList())
                        .execute()
                == 1;
    }

    void remove(UUID id) {
        sql.createUpdate("DELETE FROM run WHERE project_id = :project AND id = :id")
                .bind("project", scope.projectId())
                .bind("id", id)
                .execute();
    }

    RunCounts counts(UUID run) {
        return sql.createQuery("""
                SELECT coalesce(sum(CASE state WHEN 'pending' THEN 1 ELSE 0 END), 0) AS pending,
                  coalesce(sum(CASE state WHEN 'done' THEN 1 ELSE 0 END), 0) AS done,
                  coalesce(sum(CASE state WHEN 'failed' THEN 1 ELSE 0 END), 0) AS failed,
                  coalesce(sum(CASE verdict WHEN 'pass' THEN 1 ELSE 0 END), 0) AS pass,
                  coalesce(sum(CASE verdict WHEN 'fail' THEN 1 ELSE 0 END), 0) AS fail,
                  coalesce(sum(CASE verdict WHEN 'error' THEN 1 ELSE 0 END), 0) AS error,
                  coalesce(sum(cost_usd), 0) AS cost, coalesce(sum(tokens), 0) AS tokens
                FROM run_item WHERE run_id = :run
                """)
                .bind("run", run)
                .map(row -> new RunCounts(
                        row.getColumn("pending", Integer.class),
                        row.getColumn("done", Integer.class),
                        row.getColumn("failed", Integer.class),
                        row.getColumn("pass", Integer.class),
                        row.getColumn("fail", Integer.class),
                        row.getColumn("error", Integer.class),
                        row.getColumn("cost", Double.class),
                        row.getColumn("tokens", Long.class)))
                .one();
    }

    /** In order of cases and repetitions, behind a place. */
    List<Placed> items(UUID run, Selection wanted, int position, int repetition, int limit) {
        return sql.createQuery("""
                SELECT i.position, i.repetition, i.state, i.result, c.content, c.must_pass
                FROM run_item i JOIN run_case c ON c.run_id = i.run_id AND c.position = i.position
                WHERE i.run_id = :run AND (i.position > :position OR (i.position = :position AND i.repetition > :repetition))
                  AND (:verdict = '' OR i.verdict = :verdict)
                  AND (:words = '' OR i.result LIKE :words ESCAPE '!' OR c.content LIKE :words ESCAPE '!')
                ORDER BY i.position, i.repetition LIMIT :limit
                """)
                .bind("run", run)
                .bind("position", position)
                .bind("repetition", repetition)
                .bind("verdict", wanted.verdict())
                .bind(
                        "words",
                        wanted.words().isEmpty() ? "" : "%" + wanted.words().replaceAll("[!%_]", "!$0") + "%")
                .bind("limit", limit)
                .map(RunStore::item)
                .list();
    }

    /** Cases with the repetitions that are not done, in order, behind a place. */
    List<Pending> pending(UUID run, int position, int repetition, int limit) {
        return sql.createQuery("""
                SELECT i.position, i.repetition, c.content, c.must_pass
                FROM run_item i JOIN run_case c ON c.run_id = i.run_id AND c.position = i.position
                WHERE i.run_id = :run AND i.state = 'pending'
                  AND (i.position > :position OR (i.position = :position AND i.repetition > :repetition))
                ORDER BY i.position, i.repetition LIMIT :limit
                """)
                .bind("run", run)
                .bind("position", position)
                .bind("repetition", repetition)
                .bind("limit", limit)
                .map(row -> new Pending(runCase(row), row.getColumn("repetition", Integer.class)))
                .list();
    }

    /** What is still to be asked. */
    record Pending(RunCase of, int repetition) {}

    Optional<RunCase> findCase(UUID run, String caseId) {
        return sql.createQuery(
                        "SELECT position, content, must_pass FROM run_case WHERE run_id = :run AND case_id = :id")
                .bind("run", run)
                .bind("id", caseId)
                .map(RunStore::runCase)
                .findOne();
    }

    /** Keeps results; what was done before stays as it is. */
    void write(UUID run, List<Placed> results) {
        var batch = sql.prepareBatch("""
                UPDATE run_item SET state = :state, verdict = :verdict, cost_usd = :cost, tokens = :tokens, result = :result
                WHERE run_id = :run AND position = :position AND repetition = :repetition AND state = 'pending'
                """);
        for (var each : results) {
            var item = each.item();
            var verdict = item.verdict();
            batch.bind("run", run)
                    .bind("position", each.position())
                    .bind("repetition", item.repetition())
                    .bind("state", word(item.state()))
                    .bind("verdict", verdict == null ? null : word(verdict))
                    .bind("cost", item.totalCostUsd())
                    .bind("tokens", item.tokens())
                    .bind("result", Json.MAPPER.writeValueAsString(ItemResult.of(item)))
                    .add();
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static Run run(RowView row) {
        return new Run(
                row.getColumn("id", UUID.class),
                row.<@Nullable String>getColumn("suite", String.class),
                row.<@Nullable Integer>getColumn("suite_version", Integer.class),
                row.<@Nullable String>getColumn("name", String.class),
                Run.State.valueOf(row.getColumn("state", String.class).toUpperCase(Locale.ROOT)),
                row.getColumn("content", JsonNode.class),
                Json.MAPPER.treeToValue(row.getColumn("pins", JsonNode.class), Run.Pins.class),
                row.getColumn("items", Integer.class),
                row.<@Nullable String>getColumn("stopped", String.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("created_by", String.class),
                row.<@Nullable Instant>getColumn("finished_at", Instant.class));
    }

    private static RunCase runCase(RowView row) {
        return new RunCase(
                row.getColumn("position", Integer.class),
                DatasetCase.read(Json.MAPPER.readTree(row.getColumn("content", String.class))),
                row.getColumn("must_pass", Integer.class) == 1);
    }

    private static Placed item(RowView row) {
        var of = runCase(row);
        var state = RunItem.State.valueOf(row.getColumn("state", String.class).toUpperCase(Locale.ROOT));
        var text = row.getColumn("result", String.class);
        var result = text.equals(NO_RESULT) ? ItemResult.NONE : Json.MAPPER.readValue(text, ItemResult.class);
        return new Placed(of.position(), result.of(of, row.getColumn("repetition", Integer.class), state));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }
}
