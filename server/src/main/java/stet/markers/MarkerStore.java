package stet.markers;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import stet.platform.db.Scope;

/** The SQL of markers, every statement inside one project. */
record MarkerStore(Handle sql, Scope.InProject scope) {
    void add(Marker marker) {
        sql.createUpdate("""
                INSERT INTO marker (id, project_id, at, kind, app, environment, title, link, created_at, created_by)
                VALUES (:id, :project, :at, :kind, :app, :environment, :title, :link, :createdAt, :createdBy)
                """)
                .bind("id", marker.id())
                .bind("project", scope.projectId())
                .bind("at", marker.at())
                .bind("kind", marker.kind().word())
                .bind("app", marker.app())
                .bind("environment", marker.environment())
                .bind("title", marker.title())
                .bind("link", marker.link())
                .bind("createdAt", marker.createdAt())
                .bind("createdBy", marker.createdBy())
                .execute();
    }

    int count() {
        return sql.createQuery("SELECT count(*) FROM marker WHERE project_id = :project")
                .bind("project", scope.projectId())
                .mapTo(int.class)
                .one();
    }

    /** Those of a time, newest first; of an app or environment, or of all. */
    List<Marker> newest(Instant from, Instant to, String app, String environment, int limit) {
        return sql.createQuery("""
                SELECT * FROM marker
                WHERE project_id = :project AND at >= :from AND at < :to
                  AND (:app = '' OR app IS NULL OR app = :app)
                  AND (:environment = '' OR environment IS NULL OR environment = :environment)
                ORDER BY at DESC, id DESC LIMIT :limit
                """)
                .bind("project", scope.projectId())
                .bind("from", from)
                .bind("to", to)
                .bind("app", app)
                .bind("environment", environment)
                .bind("limit", limit)
                .map(row -> new Marker(
                        row.getColumn("id", UUID.class),
                        row.getColumn("at", Instant.class),
                        Marker.Kind.of(row.getColumn("kind", String.class)),
                        row.<@Nullable String>getColumn("app", String.class),
                        row.<@Nullable String>getColumn("environment", String.class),
                        row.getColumn("title", String.class),
                        row.<@Nullable String>getColumn("link", String.class),
                        row.getColumn("created_at", Instant.class),
                        row.getColumn("created_by", String.class)))
                .list();
    }

    boolean remove(UUID id) {
        return sql.createUpdate("DELETE FROM marker WHERE project_id = :project AND id = :id")
                        .bind("project", scope.projectId())
                        .bind("id", id)
                        .execute()
                == 1;
    }
}
