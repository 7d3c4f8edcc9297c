package stet.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of label requests, every statement inside one project. */
record RequestStore(Handle sql, UUID project) {
    private static final String REQUESTS = """
            SELECT label_request.*, artifact.kind, artifact.name, artifact_version.author,
              coalesce(label_protection.approvals, 0) AS needed
            FROM label_request
            JOIN artifact ON artifact.id = label_request.artifact_id
            JOIN artifact_version ON artifact_version.artifact_id = label_request.artifact_id
              AND artifact_version.number = label_request.to_number
            LEFT JOIN label_protection ON label_protection.project_id = label_request.project_id
              AND label_protection.kind = artifact.kind AND label_protection.label = label_request.label
            WHERE label_request.project_id = :project AND\s""";
    private static final String NEWEST_FIRST = " ORDER BY label_request.id DESC LIMIT :limit";

    void add(LabelRequest request, UUID artifact) {
        sql.createUpdate("""
                INSERT INTO label_request (id, project_id, artifact_id, label, from_number, to_number, reason,
                  requested_by, requested_at, state)
                VALUES (:id, :project, :artifact, :label, :from, :to, :reason, :requestedBy, :requestedAt, :state)
                """)
                .bind("id", request.id())
                .bind("project", project)
                .bind("artifact", artifact)
                .bind("label", request.label())
                .bind("from", request.from())
                .bind("to", request.version())
                .bind("reason", request.reason())
                .bind("requestedBy", request.requestedBy())
                .bind("requestedAt", request.requestedAt())
                .bind("state", request.state().word())
                .execute();
    }

    Optional<LabelRequest> find(UUID id) {
        return requests("label_request.id = :id", new HashMap<>(Map.of("id", id)), 1).stream()
                .findFirst();
    }

    /** The open requests to move a label. */
    List<LabelRequest> open(UUID artifact, String label, int limit) {
        var values = new HashMap<String, Object>();
        values.put("artifact", artifact);
        values.put("label", label);
        return requests(
                "label_request.artifact_id = :artifact AND label_request.state = 'open' AND label_request.label = :label",
                values,
                limit);
    }

    /** Newest first, those before one. */
    List<LabelRequest> page(
            Optional<LabelRequest.State> state,
            Optional<Kind> kind,
            Optional<String> name,
            Optional<UUID> before,
            int limit) {
        var values = new HashMap<String, Object>();
        var conditions = new ArrayList<String>();
        conditions.add("1 = 1");
        state.ifPresent(it -> {
            conditions.add("label_request.state = :state");
            values.put("state", it.word());
        });
        kind.ifPresent(it -> {
            conditions.add("artifact.kind = :kind");
            values.put("kind", it.word());
        });
        name.ifPresent(it -> {
            conditions.add("artifact.name = :name");
            values.put("name", it);
        });
        before.ifPresent(it -> {
            conditions.add("label_request.id < :before");
            values.put("before", it);
        });
        return requests(String.join(" AND ", conditions), values, limit);
    }

    /** Whether it is the person's first approval of it. */
    boolean approve(UUID request, String person, Instant now) {
        return sql.createUpdate("""
                INSERT INTO label_approval (request_id, person, at) VALUES (:request, :person, :now)
                ON CONFLICT (request_id, person) DO NOTHING
                """)
                        .bind("request", request)
                        .bind("person", person)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    void comment(UUID request, LabelRequest.Comment comment) {
        sql.createUpdate("""
                INSERT INTO label_request_comment (id, request_id, at, author, answer, text)
                VALUES (:id, :request, :at, :author, :answer, :text)
                """)
                .bind("id", comment.id())
                .bind("request", request)
                .bind("at", comment.at())
                .bind("author", comment.author())
                .bind("answer", comment.answer())
                .bind("text", comment.text())
                .execute();
    }

    void close(UUID request, LabelRequest.State state, Instant now, String by) {
        sql.createUpdate("""
                UPDATE label_request SET state = :state, closed_at = :now, closed_by = :by
                WHERE project_id = :project AND id = :request AND state = 'open'
                """)
                .bind("request", request)
                .bind("project", project)
                .bind("state", state.word())
                .bind("now", now)
                .bind("by", by)
                .execute();
    }

    /** Closes the requests that a move has overtaken. */
    void overtake(UUID artifact, LabelChange change) {
        sql.createUpdate("""
                UPDATE label_request SET state = 'stale', closed_at = :now, closed_by = :by
                WHERE project_id = :project AND artifact_id = :artifact AND label = :label AND state = 'open'
                """)
                .bind("project", project)
                .bind("artifact", artifact)
                .bind("label", change.label())
                .bind("now", change.at())
                .bind("by", change.actor())
                .execute();
    }

    private List<LabelRequest> requests(String condition, HashMap<String, Object> values, int limit) {
        var found = sql.createQuery(REQUESTS + condition + NEWEST_FIRST)
                .bind("project", project)
                .bind("limit", limit)
                .bindMap(values)
                .map(row -> new LabelRequest(
                        row.getColumn("id", UUID.class),
                        Kind.of(row.getColumn("kind", String.class)),
                        row.getColumn("name", String.class),
                        row.getColumn("label", String.class),
                        row.getColumn("from_number", Integer.class),
                        row.getColumn("to_number", Integer.class),
                        row.getColumn("author", String.class),
                        row.<@Nullable String>getColumn("reason", String.class),
                        row.getColumn("requested_by", String.class),
                        row.getColumn("requested_at", Instant.class),
                        LabelRequest.State.of(row.getColumn("state", String.class))
                                .orElseThrow(),
                        row.<@Nullable Instant>getColumn("closed_at", Instant.class),
                        row.<@Nullable String>getColumn("closed_by", String.class),
                        List.of(),
                        row.getColumn("needed", Integer.class),
                        List.of()))
                .list();
        return found.isEmpty() ? List.of() : complete(found);
    }

    private List<LabelRequest> complete(List<LabelRequest> requests) {
        var ids = requests.stream().map(LabelRequest::id).toList();
        var approvals = new HashMap<UUID, List<String>>();
        sql.createQuery("SELECT request_id, person FROM label_approval WHERE request_id IN (<ids>) ORDER BY at, person")
                .bindList("ids", ids)
                .map(row -> approvals
                        .computeIfAbsent(row.getColumn("request_id", UUID.class), _ -> new ArrayList<>())
                        .add(row.getColumn("person", String.class)))
                .list();
        var comments = new HashMap<UUID, List<LabelRequest.Comment>>();
        sql.createQuery("SELECT * FROM label_request_comment WHERE request_id IN (<ids>) ORDER BY id")
                .bindList("ids", ids)
                .map(row -> comments.computeIfAbsent(row.getColumn("request_id", UUID.class), _ -> new ArrayList<>())
                        .add(new LabelRequest.Comment(
                                row.getColumn("id", UUID.class),
                                row.getColumn("at", Instant.class),
                                row.getColumn("author", String.class),
                                row.<@Nullable String>getColumn("answer", String.class),
                                row.getColumn("text", String.class))))
                .list();
        return requests.stream()
                .map(it -> new LabelRequest(
                        it.id(),
                        it.kind(),
                        it.name(),
                        it.label(),
                        it.from(),
                        it.version(),
                        it.author(),
                        it.reason(),
                        it.requestedBy(),
                        it.requestedAt(),
                        it.state(),
                        it.closedAt(),
                        it.closedBy(),
                        approvals.getOrDefault(it.id(), List.of()),
                        it.needed(),
                        comments.getOrDefault(it.id(), List.of())))
                .toList();
    }
}
