package stet.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;

/** {@code /api/v1/audit}: who did what when. */
record AuditRoutes(Audit audit, Callers callers) {
    void declare(Api api) {
        api.get("/api/v1/audit", "What people, keys and the server did, newest first")
                .tag("audit")
                .query("from", Instant.class, "at or after this time")
                .query("to", Instant.class, "before this time")
                .query("actor", String.class, "who did it")
                .query("action", String.class, "what was done, in the words of the record")
                .query("project", String.class, "the name of the project it was done in")
                .query("q", String.class, "words in who, what, to what or from where, in any case")
                .query("limit", Integer.class, "how many entries, 1 to 500; 100 unless said")
                .query("cursor", String.class, "'nextCursor' of the page before: older entries")
                .answers(200, Audit.AuditPage.class)
                .by(this::list);
    }

    private Answer list(Call call) {
        var caller = callers.of(call);
        var wanted = new Audit.Wanted(
                call.queryTime("from"),
                call.queryTime("to"),
                call.query("actor"),
                call.query("action"),
                call.query("project"),
                call.query("q"));
        return Answer.ok(audit.page(caller, wanted, cursor(call), call.queryInt("limit", 100, 1, Audit.MOST)));
    }

    private static Optional<UUID> cursor(Call call) {
        return call.query("cursor").map(text -> {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw Problem.Invalid.field("cursor", "'" + text + "' is not a 'nextCursor' of this list");
            }
        });
    }
}
