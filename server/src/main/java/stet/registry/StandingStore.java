package stet.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The SQL of what is named without a number: the newest versions, and those that labels point at. */
record StandingStore(Handle sql, UUID project) {
    /** Of every artifact of a kind, or of the one of that name; archived ones too. */
    List<Standing> all(Kind kind, String name) {
        var labels = new HashMap<UUID, Map<String, Integer>>();
        sql.createQuery("""
                SELECT artifact_label.artifact_id, label, number FROM artifact_label
                JOIN artifact ON artifact.id = artifact_label.artifact_id
                WHERE project_id = :project AND kind = :kind AND (:name = '' OR name = :name)
                """)
                .bind("project", project)
                .bind("kind", kind.word())
                .bind("name", name)
                .map(row -> labels.computeIfAbsent(row.getColumn("artifact_id", UUID.class), _ -> new HashMap<>())
                        .put(row.getColumn("label", String.class), row.getColumn("number", Integer.class)))
                .list();
        var artifacts = sql.createQuery("""
                SELECT * FROM artifact WHERE project_id = :project AND kind = :kind AND (:name = '' OR name = :name)
                """)
                .bind("project", project)
                .bind("kind", kind.word())
                .bind("name", name)
                .map(ArtifactStore::artifact)
                .list();
        var versions = new HashMap<UUID, List<VersionStore.Row>>();
        sql.createQuery("""
                SELECT artifact_version.* FROM artifact_version
                JOIN (SELECT id AS artifact_id, latest AS number FROM artifact
                      WHERE project_id = :project AND kind = :kind AND (:name = '' OR name = :name)
                      UNION
                      SELECT artifact_label.artifact_id, artifact_label.number FROM artifact_label
                      JOIN artifact ON artifact.id = artifact_label.artifact_id
                      WHERE project_id = :project AND kind = :kind AND (:name = '' OR name = :name)) standing
                  ON standing.artifact_id = artifact_version.artifact_id
                  AND standing.number = artifact_version.number
                """)
                .bind("project", project)
                .bind("kind", kind.word())
                .bind("name", name)
                .map(row -> versions.computeIfAbsent(row.getColumn("artifact_id", UUID.class), _ -> new ArrayList<>())
                        .add(VersionStore.row(row)))
                .list();
        return artifacts.stream()
                .map(it ->
                        standing(it, labels.getOrDefault(it.id(), Map.of()), versions.getOrDefault(it.id(), List.of())))
                .toList();
    }

    private static Standing standing(Artifact artifact, Map<String, Integer> labels, List<VersionStore.Row> rows) {
        return new Standing(
                artifact.id(),
                artifact.kind(),
                artifact.name(),
                artifact.latest(),
                labels,
                rows.stream()
                        .map(row -> row.of(
                                artifact,
                                labels.entrySet().stream()
                                        .filter(it ->
                                                it.getValue() == row.summary().number())
                                        .map(Map.Entry::getKey)
                                        .sorted()
                                        .toList()))
                        .toList());
    }
}
