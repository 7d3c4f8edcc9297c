package stet.traces.rejected;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.db.Scope;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;

/** {@code /api/v1/projects/{project}/rejected}. */
record RejectedRoutes(RejectedRecords records, PayloadText text, Callers callers) {
    private static final String REJECTED = "/api/v1/projects/{project}/rejected";

    /**
     * A rejected record.
     *
     * @param whole whether all of its payload was kept, so that it can be sent again
     */
    record Rejected(
            UUID id, Instant rejectedAt, String source, String reason, String format, long bytes, boolean whole) {
        static Rejected of(RejectedRecord it) {
            return new Rejected(
                    it.id(),
                    it.rejectedAt(),
                    it.source(),
                    it.reason(),
                    it.format().name().toLowerCase(Locale.ROOT),
                    it.bytes(),
                    it.whole());
        }
    }

    record RejectedPage(List<Rejected> items, @Nullable String nextCursor) {}

    /**
     * A rejected record with what was sent.
     *
     * @param text for people to read
     * @param payload as it was sent, in base64
     */
    record RejectedDetail(Rejected item, String text, String payload) {}

    record Discarded(int discarded) {}

    /** Which to send again; all unless said. */
    record ReplayOf(@Nullable String source) {}

    void declare(Api api) {
        api.get(REJECTED, "Records that could not be stored, newest first")
                .tag("rejected")
                .query("source", String.class, "who rejected what, such as 'otlp-traces'")
                .query("limit", Integer.class, "1 to 500, 100 unless said")
                .query("cursor", String.class, "'nextCursor' of the page before")
                .answers(200, RejectedPage.class)
                .by(this::list);
        api.get(REJECTED + "/{id}", "A rejected record with its payload")
                .tag("rejected")
                .answers(200, RejectedDetail.class)
                .by(this::get);
        api.post(REJECTED + "/{id}/replay", "Sends a rejected record again")
                .tag("rejected")
                .answers(200, RejectedRecords.Replayed.class)
                .by(call -> Answer.ok(records.replay(writing(call), id(call.path("id")))));
        api.post(REJECTED + "/replay", "Sends all rejected records again, or those of one source")
                .tag("rejected")
                .takes(ReplayOf.class)
                .answers(200, RejectedRecords.Replayed.class)
                .by(call -> Answer.ok(records.replayAll(
                        writing(call), call.body(ReplayOf.class).source())));
        api.delete(REJECTED + "/{id}", "Discards a rejected record")
                .tag("rejected")
                .answers(204, Void.class)
                .by(call -> {
                    records.discard(writing(call), id(call.path("id")));
                    return Answer.none();
                });
        api.delete(REJECTED, "Discards all rejected records, or those of one source")
                .tag("rejected")
                .query("source", String.class, "who rejected what; all unless said")
                .answers(200, Discarded.class)
                .by(call -> Answer.ok(new Discarded(
                        records.discardAll(writing(call), call.query("source").orElse(null)))));
    }

    private Answer list(Call call) {
        int limit = call.queryInt("limit", 100, 1, 500);
        var before = call.query("cursor").map(RejectedRoutes::cursor).orElse(null);
        var found = records.page(reading(call), before, call.query("source").orElse(null), limit + 1);
        boolean more = found.size() > limit;
        var page = more ? found.subList(0, limit) : found;
        return Answer.ok(new RejectedPage(
                page.stream().map(Rejected::of).toList(),
                more ? page.getLast().id().toString() : null));
    }

    private Answer get(Call call) {
        var found = records.get(reading(call), id(call.path("id")));
        String shown = found.record().format() == Rejection.Format.JSON
                ? new String(found.payload(), StandardCharsets.UTF_8)
                : text.of(found.record().source(), found.payload());
        return Answer.ok(new RejectedDetail(
                Rejected.of(found.record()), shown, Base64.getEncoder().encodeToString(found.payload())));
    }

    private Scope.InProject reading(Call call) {
        return callers.of(call).may(Permission.READ_TRACES, call.path("project"));
    }

    private Scope.InProject writing(Call call) {
        return callers.of(call).may(Permission.WRITE_TRACES, call.path("project"));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Problem.NotFound("rejected record", text);
        }
    }

    private static UUID cursor(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.Invalid.field(
                    "cursor", "'" + text + "' is not a cursor; take it from 'nextCursor' unchanged");
        }
    }
}
