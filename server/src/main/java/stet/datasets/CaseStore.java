package stet.datasets;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of cases. A row stands from the version that wrote it until the one that wrote another or removed it. */
record CaseStore(Handle sql) {
    private static final int BATCH = 500;

    /** A case of a version, and its place. */
    record Placed(int position, DatasetCase item) {}

    /**
     * Which cases of a version.
     *
     * @param words text that must be in the case; empty for any
     */
    record Selection(
            int version, @Nullable String tag, @Nullable String split, String words) {}

    /** How a case differs between two versions; absent where it is not there. */
    record Difference(
            String id, @Nullable String before, @Nullable String after) {}

    void write(UUID dataset, int version, Membership membership) {
        var closed = membership.closed();
        for (int i = 0; i < closed.size(); i += BATCH) {
            sql.createUpdate("""
                    UPDATE dataset_case SET until = :version
                    WHERE dataset_id = :dataset AND until IS NULL AND case_id IN (<ids>)
                    """)
                    .bind("dataset", dataset)
                    .bind("version", version)
                    .bindList("ids", closed.subList(i, Math.min(i + BATCH, closed.size())))
                    .execute();
        }
        var batch = sql.prepareBatch("""
                INSERT INTO dataset_case (dataset_id, case_id, since, until, position, digest, split, tags, content)
                VALUES (:dataset, :id, :version, NULL, :position, :digest, :split, :tags, :content)
                """);
        for (var written : membership.written()) {
            batch.bind("dataset", dataset)
                    .bind("id", written.item().id())
                    .bind("version", version)
                    .bind("position", written.position())
                    .bind("digest", written.content().digest())
                    .bind("split", written.item().split())
                    .bind("tags", lines(written.item().tags()))
                    .bind("content", written.content().text())
                    .add();
            if (batch.size() == BATCH) {
                batch.execute();
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** In order, behind {@code after}. */
    List<Placed> page(UUID dataset, Selection wanted, int after, int limit) {
        return sql.createQuery("""
                SELECT case_id, position, content FROM dataset_case
                WHERE dataset_id = :dataset AND since <= :version AND (until IS NULL OR until > :version)
                  AND position > :after AND (:split = '' OR split = :split)
                  AND (:tag = '' OR tags LIKE :tag ESCAPE '!') AND (:words = '' OR content LIKE :words ESCAPE '!')
                ORDER BY position LIMIT :limit
                """)
                .bind("dataset", dataset)
                .bind("version", wanted.version())
                .bind("after", after)
                .bind("split", wanted.split() == null ? "" : wanted.split())
                .bind("tag", wanted.tag() == null ? "" : "%\n" + escaped(wanted.tag()) + "\n%")
                .bind("words", wanted.words().isEmpty() ? "" : "%" + escaped(wanted.words()) + "%")
                .bind("limit", limit)
                .map(row -> new Placed(
                        row.getColumn("position", Integer.class),
                        CaseFields.of(row.getColumn("case_id", String.class), row.getColumn("content", String.class))))
                .list();
    }

    Optional<DatasetCase> find(UUID dataset, int version, String id) {
        return sql.createQuery("""
                SELECT content FROM dataset_case
                WHERE dataset_id = :dataset AND case_id = :id AND since <= :version
                  AND (until IS NULL OR until > :version)
                """)
                .bind("dataset", dataset)
                .bind("version", version)
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(content -> CaseFields.of(id, content));
    }

    /** Cases that are not the same in both versions, by their place, behind the {@code offset}th. */
    List<Difference> differences(UUID dataset, int from, int to, int offset, int limit) {
        return sql.createQuery("""
                SELECT coalesce(a.case_id, b.case_id) AS id, a.content AS before, b.content AS after
                FROM (SELECT * FROM dataset_case WHERE dataset_id = :dataset AND since <= :from
                        AND (until IS NULL OR until > :from)) a
                FULL JOIN (SELECT * FROM dataset_case WHERE dataset_id = :dataset AND since <= :to
                        AND (until IS NULL OR until > :to)) b ON a.case_id = b.case_id
                WHERE a.digest IS NULL OR b.digest IS NULL OR a.digest <> b.digest
                ORDER BY coalesce(b.position, a.position), id LIMIT :limit OFFSET :offset
                """)
                .bind("dataset", dataset)
                .bind("from", from)
                .bind("to", to)
                .bind("limit", limit)
                .bind("offset", offset)
                .map(row -> new Difference(
                        row.getColumn("id", String.class),
                        row.<@Nullable String>getColumn("before", String.class),
                        row.<@Nullable String>getColumn("after", String.class)))
                .list();
    }

    private static String lines(List<String> tags) {
        return tags.isEmpty() ? "" : "\n" + String.join("\n", tags) + "\n";
    }

    private static String escaped(String text) {
        return text.replaceAll("[!%_]", "!$0");
    }
}
