package stet.traces.deletion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.traces.Upkeep.Which;
import stet.traces.query.Filter;
import stet.traces.query.FilterText;

/** What is to be deleted: the data of an end user, of a session, some traces, or those that match a filter. */
record Target(
        @Nullable String user,
        @Nullable String session,
        @Nullable List<String> traceIds,
        @Nullable String where,
        @Nullable Instant from,
        @Nullable Instant to) {
    static final int MOST_TRACES = 1_000;
    private static final int LONGEST_ID = 1_000;

    Target {
        long said = Stream.of(user, session, traceIds, where)
                .filter(Objects::nonNull)
                .count();
        if (said != 1) {
            throw new Problem.Invalid("say one of 'user', 'session', 'traceIds' and 'where', not " + said);
        }
        requireId("user", user);
        requireId("session", session);
        if (traceIds != null && (traceIds.isEmpty() || traceIds.size() > MOST_TRACES)) {
            throw Problem.Invalid.field("traceIds", "has " + traceIds.size() + " ids; it may have 1 to " + MOST_TRACES);
        }
        if ((from != null || to != null) && where == null) {
            throw Problem.Invalid.field("from", "goes with 'where' only");
        }
        if (where != null) {
            FilterText.parse("where", where);
        }
    }

    private static void requireId(String field, @Nullable String id) {
        if (id != null && (id.isBlank() || id.length() > LONGEST_ID)) {
            throw Problem.Invalid.field(field, "has " + id.length() + " characters; it needs 1 to " + LONGEST_ID);
        }
    }

    Deletion.Kind kind() {
        return user != null
                ? Deletion.Kind.USER
                : session != null
                        ? Deletion.Kind.SESSION
                        : traceIds != null ? Deletion.Kind.TRACES : Deletion.Kind.FILTER;
    }

    /** @param asked what started later is not meant */
    Which which(Instant asked) {
        if (user != null) {
            return new Which.OfUser(user, asked);
        }
        if (session != null) {
            return new Which.OfSession(session, asked);
        }
        if (traceIds != null) {
            return new Which.Ids(new LinkedHashSet<>(traceIds));
        }
        var all = new ArrayList<Filter>();
        all.add(new Filter.Started(from, to == null || to.isAfter(asked) ? asked : to));
        all.add(FilterText.parse("where", Objects.requireNonNull(where)));
        return new Which.Matching(new Filter.And(all));
    }

    /** By what it is known to people: texts that no file should hold when it is deleted. */
    Set<String> names() {
        var names = new LinkedHashSet<String>();
        Stream.of(user, session).filter(Objects::nonNull).forEach(names::add);
        if (traceIds != null) {
            names.addAll(traceIds);
        }
        return names;
    }

    /** What the fingerprint is of. */
    String text() {
        return String.join("\n", names().isEmpty() ? List.of(String.valueOf(where), from + "/" + to) : names());
    }
}
