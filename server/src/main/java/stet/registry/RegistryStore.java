package stet.registry;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import stet.platform.db.AuditLog;
import stet.platform.db.Outbox;
import stet.platform.db.Scope;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tables of the registry, opened for one transaction inside one project. */
record RegistryStore(Handle sql, Scope.InProject scope) {
    ArtifactStore artifacts() {
        return new ArtifactStore(sql, scope.projectId());
    }

    VersionStore versions() {
        return new VersionStore(sql, scope.projectId());
    }

    LabelStore labels() {
        return new LabelStore(sql);
    }

    ProtectionStore protections() {
        return new ProtectionStore(sql, scope.projectId());
    }

    RequestStore requests() {
        return new RequestStore(sql, scope.projectId());
    }

    StandingStore standing() {
        return new StandingStore(sql, scope.projectId());
    }

    void audit(Instant at, String actor, String action, String subject) {
        AuditLog.add(sql, at, actor, action, subject, scope.projectId(), null);
    }

    void announce(Instant at, String actor, String type, JsonNode data) {
        Outbox.add(sql, scope.projectId(), type, actor, at, data);
    }

    /** The beginning of what an event says. */
    static ObjectNode about(Kind kind, String name) {
        return Json.MAPPER.createObjectNode().put("kind", kind.word()).put("name", name);
    }
}
