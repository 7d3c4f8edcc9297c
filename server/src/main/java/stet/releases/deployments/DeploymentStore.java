package stet.releases.deployments;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import stet.platform.db.AuditLog;
import stet.platform.db.Outbox;
import stet.platform.db.Scope;
import stet.platform.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of the deploy log: entries are added, never changed. What an environment has is its newest entry. */
record DeploymentStore(Handle sql, Scope.InProject scope) {
    private static final String ENTRY = """
            SELECT entry.*, target.release_number AS previous_release
            FROM deployment entry LEFT JOIN deployment target
              ON target.project_id = entry.project_id AND target.app_id = entry.app_id
              AND target.environment = entry.environment AND target.number = entry.goes_back_to
            """;

    /** An entry and the entry that a rollback from it goes to. */
    record Entry(
            UUID appId, Deployment deployment, @Nullable Integer goesBackTo) {}

    FreezeStore freezes() {
        return new FreezeStore(sql, scope);
    }

    DeployGateStore gates() {
        return new DeployGateStore(sql, scope);
    }

    EnvironmentStore environments() {
        return new EnvironmentStore(sql, scope);
    }

    Optional<Entry> current(UUID app, String environment) {
        return sql.createQuery(ENTRY + """
                WHERE entry.project_id = :project AND entry.app_id = :app AND entry.environment = :environment
                ORDER BY entry.number DESC LIMIT 1
                """)
                .bind("project", scope.projectId())
                .bind("app", app)
                .bind("environment", environment)
                .map(DeploymentStore::entry)
                .findOne();
    }

    Optional<Entry> entry(UUID app, String environment, int number) {
        return sql.createQuery(ENTRY + """
                WHERE entry.project_id = :project AND entry.app_id = :app AND entry.environment = :environment
                  AND entry.number = :number
                """)
                .bind("project", scope.projectId())
                .bind("app", app)
                .bind("environment", environment)
                .bind("number", number)
                .map(DeploymentStore::entry)
                .findOne();
    }

    /** The newest entry with a release. */
    Optional<Entry> lastOf(UUID app, String environment, int release) {
        return sql.createQuery(ENTRY + """
                WHERE entry.project_id = :project AND entry.app_id = :app AND entry.environment = :environment
                  AND entry.release_number = :release
                ORDER BY entry.number DESC LIMIT 1
                """)
                .bind("project", scope.projectId())
                .bind("app", app)
                .bind("environment", environment)
                .bind("release", release)
                .map(DeploymentStore::entry)
                .findOne();
    }

    /** What each environment of each app has. */
    List<Entry> currents() {
        return sql.createQuery(ENTRY + """
                JOIN (SELECT app_id, environment, max(number) AS newest FROM deployment
                      WHERE project_id = :project GROUP BY app_id, environment) live
                  ON live.app_id = entry.app_id AND live.environment = entry.environment AND live.newest = entry.number
                WHERE entry.project_id = :project
                """)
                .bind("project", scope.projectId())
                .map(DeploymentStore::entry)
                .list();
    }

    /**
     * The log, newest first.
     *
     * @param before the number behind which to begin
     */
    List<Deployment> log(UUID app, String environment, int before, int limit) {
        return sql.createQuery(ENTRY + """
                WHERE entry.project_id = :project AND entry.app_id = :app AND entry.environment = :environment
                  AND entry.number < :before
                ORDER BY entry.number DESC LIMIT :limit
                """)
                .bind("project", scope.projectId())
                .bind("app", app)
                .bind("environment", environment)
                .bind("before", before)
                .bind("limit", limit)
                .map(row -> entry(row).deployment())
                .list();
    }

    /** What was deployed in a time, newest first; of an app or environment, or of all. */
    List<Deployment> between(Instant from, Instant to, String app, String environment, int limit) {
        return sql.createQuery(ENTRY + """
                WHERE entry.project_id = :project AND entry.at >= :from AND entry.at < :to
                  AND (:app = '' OR entry.app = :app) AND (:environment = '' OR entry.environment = :environment)
                ORDER BY entry.at DESC, entry.id DESC LIMIT :limit
                """)
                .bind("project", scope.projectId())
                .bind("from", from)
                .bind("to", to)
                .bind("app", app)
                .bind("environment", environment)
                .bind("limit", limit)
                .map(row -> entry(row).deployment())
                .list();
    }

    /** Adds an entry, announces it and writes down who it was. */
    void add(Entry entry) {
        var made = entry.deployment();
        sql.createUpdate("""
                INSERT INTO deployment
                  (id, project_id, app_id, app, environment, number, kind, release_number, digest, replaced,
                   goes_back_to, reason, broke_freeze, overrode, at, actor)
                VALUES (:id, :project, :appId, :app, :environment, :number, :kind, :release, :digest, :replaced,
                   :back, :reason, :broke, :overrode, :at, :actor)
                """)
                .bind("id", made.id())
                .bind("project", scope.projectId())
                .bind("appId", entry.appId())
                .bind("app", made.app())
                .bind("environment", made.environment())
                .bind("number", made.number())
                .bind("kind", made.kind().word())
                .bind("release", made.release())
                .bind("digest", made.digest())
                .bind("replaced", made.replaced())
                .bind("back", entry.goesBackTo())
                .bind("reason", made.reason())
                .bind("broke", made.brokeFreeze() ? 1 : 0)
                .bind("overrode", Json.MAPPER.writeValueAsString(made.overrode()))
                .bind("at", made.at())
                .bind("actor", made.actor())
                .execute();
        Outbox.add(sql, scope.projectId(), "deployment.changed", made.actor(), made.at(), announced(made));
        AuditLog.add(
                sql,
                made.at(),
                made.actor(),
                made.brokeFreeze()
                        ? "deploy-in-freeze"
                        : made.overrode().isEmpty() ? made.kind().word() : "deploy-breaking-glass",
                made.app() + " release " + made.release() + " to " + made.environment()
                        + (made.reason() == null ? "" : ": " + made.reason())
                        + (made.overrode().isEmpty() ? "" : "; in spite of: " + String.join("; ", made.overrode())),
                scope.projectId(),
                null);
    }

    private static ObjectNode announced(Deployment made) {
        ObjectNode data = Json.MAPPER
                .createObjectNode()
                .put("app", made.app())
                .put("environment", made.environment())
                .put("release", made.release())
                .put("digest", made.digest())
                .put("kind", made.kind().word())
                .put("number", made.number());
        if (made.replaced() != null) {
            data.put("replaced", made.replaced());
        }
        if (made.reason() != null) {
            data.put("reason", made.reason());
        }
        return data;
    }

    private static Entry entry(RowView row) {
        return new Entry(
                row.getColumn("app_id", UUID.class),
                new Deployment(
                        row.getColumn("id", UUID.class),
                        row.getColumn("app", String.class),
                        row.getColumn("environment", String.class),
                        row.getColumn("number", Integer.class),
                        row.getColumn("kind", String.class).equals(Deployment.Kind.ROLLBACK.word())
                                ? Deployment.Kind.ROLLBACK
                                : Deployment.Kind.DEPLOY,
                        row.getColumn("release_number", Integer.class),
                        row.getColumn("digest", String.class),
                        row.<@Nullable Integer>getColumn("replaced", Integer.class),
                        row.<@Nullable Integer>getColumn("previous_release", Integer.class),
                        row.<@Nullable String>getColumn("reason", String.class),
                        row.getColumn("broke_freeze", Integer.class) == 1,
                        DeployGateStore.texts(row, "overrode"),
                        row.getColumn("at", Instant.class),
                        row.getColumn("actor", String.class)),
                row.<@Nullable Integer>getColumn("goes_back_to", Integer.class));
    }
}
