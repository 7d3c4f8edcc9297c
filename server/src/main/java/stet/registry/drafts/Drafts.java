package stet.registry.drafts;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.Ids;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.registry.ContentLimits;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.Registry;
import stet.registry.diff.Merge;
import stet.registry.diff.ThreeWay;
import tools.jackson.databind.JsonNode;

/** Keeps drafts. What is in one need not be right yet; it has to keep the limits of every content. */
record Drafts(Transactions<DraftStore> data, Registry registry, InstantSource clock) {
    static final int MOST = 200;
    static final int LONGEST_TITLE = 200;

    /** An artifact in a project. */
    record Of(String project, Kind kind, String name) {}

    /**
     * A draft to begin.
     *
     * @param base the version it begins from; the newest unless said, 0 for none
     * @param branchOf the draft it begins as a copy of, instead of a version
     */
    record NewDraft(
            @Nullable String title,
            @Nullable Integer base,
            @Nullable UUID branchOf,
            @Nullable JsonNode content) {}

    /** A change of a draft; what is absent stays. */
    record DraftChange(
            @Nullable Integer revision,
            @Nullable String title,
            @Nullable Integer base,
            @Nullable JsonNode content) {}

    /** What came of a change. */
    sealed interface Saving {
        record Saved(Draft draft) implements Saving {}

        /** Someone changed it since; this is how it is now. */
        record Stale(Draft draft) implements Saving {}
    }

    /**
     * A draft with the changes of another state, not saved.
     *
     * @param base the version that is its base from then on
     */
    record Merged(int base, Merge merge) {}

    List<Draft> all(Caller caller, Of of) {
        var artifact = registry.artifact(caller, of.project(), of.kind(), of.name());
        return data.read(caller.may(Permission.READ_ARTIFACTS, of.project()), store -> store.all(artifact.id()));
    }

    Draft get(Caller caller, Of of, UUID id) {
        var artifact = registry.artifact(caller, of.project(), of.kind(), of.name());
        return data.read(caller.may(Permission.READ_ARTIFACTS, of.project()), store -> found(store, artifact.id(), id));
    }

    Draft add(Caller caller, Of of, NewDraft asked) {
        var scope = caller.may(Permission.SAVE_VERSIONS, of.project());
        var artifact = registry.artifact(caller, of.project(), of.kind(), of.name());
        var origin = asked.branchOf() == null ? null : get(caller, of, asked.branchOf());
        int base = origin != null ? origin.base() : asked.base() == null ? artifact.latest() : asked.base();
        JsonNode content;
        if (asked.content() != null) {
            content = asked.content();
        } else if (origin != null) {
            content = Objects.requireNonNull(origin.content());
        } else {
            content = contentOf(caller, of, base);
        }
        var kept = ContentLimits.canonical(content);
        if (base != 0 && asked.content() != null) {
            contentOf(caller, of, base);
        }
        var now = now();
        var draft = new Draft(
                Ids.next(),
                of.kind(),
                of.name(),
                title(asked.title(), origin),
                base,
                1,
                asked.branchOf(),
                now,
                caller.name(),
                now,
                caller.name(),
                kept.value());
        data.change(scope, store -> {
            if (store.all(artifact.id()).size() >= MOST) {
                throw new Problem.Conflict(of.kind() + " '" + of.name() + "' has " + MOST
                        + " drafts, the most there can be: remove some first");
            }
            store.add(artifact.id(), draft, kept.text());
        });
        return draft;
    }

    Saving change(Caller caller, Of of, UUID id, DraftChange asked) {
        var scope = caller.may(Permission.SAVE_VERSIONS, of.project());
        var artifact = registry.artifact(caller, of.project(), of.kind(), of.name());
        if (asked.base() != null && asked.base() != 0) {
            contentOf(caller, of, asked.base());
        }
        var kept = asked.content() == null ? null : ContentLimits.canonical(asked.content());
        return data.write(scope, store -> {
            var old = found(store, artifact.id(), id);
            if (!Objects.equals(asked.revision(), old.revision())) {
                return new Saving.Stale(old);
            }
            var oldContent = Objects.requireNonNull(old.content());
            var changed = new Draft(
                    id,
                    of.kind(),
                    of.name(),
                    asked.title() == null ? old.title() : title(asked.title(), null),
                    asked.base() == null ? old.base() : asked.base(),
                    old.revision() + 1,
                    old.branchedFrom(),
                    old.createdAt(),
                    old.createdBy(),
                    now(),
                    caller.name(),
                    kept == null ? oldContent : kept.value());
            store.change(
                    changed, kept == null ? ContentLimits.canonical(oldContent).text() : kept.text());
            return new Saving.Saved(changed);
        });
    }

    void remove(Caller caller, Of of, UUID id) {
        var artifact = registry.artifact(caller, of.project(), of.kind(), of.name());
        data.change(caller.may(Permission.SAVE_VERSIONS, of.project()), store -> {
            found(store, artifact.id(), id);
            store.remove(id);
        });
    }

    /** What the draft would be with the changes that a version made since its base. */
    Merged merge(Caller caller, Of of, UUID id, Reference with) {
        var draft = get(caller, of, id);
        var theirs = registry.version(caller, of.project(), of.kind(), of.name(), with);
        return new Merged(theirs.number(), merge(caller, of, draft, theirs.content()));
    }

    /** What the draft would be with the changes of another draft. */
    Merged merge(Caller caller, Of of, UUID id, UUID with) {
        var draft = get(caller, of, id);
        var other = get(caller, of, with);
        if (draft.base() != other.base()) {
            throw new Problem.Conflict("the two drafts begin from versions " + draft.base() + " and " + other.base()
                    + ": merge each with the newest version first");
        }
        return new Merged(draft.base(), merge(caller, of, draft, Objects.requireNonNull(other.content())));
    }

    private Merge merge(Caller caller, Of of, Draft draft, JsonNode theirs) {
        return ThreeWay.merge(contentOf(caller, of, draft.base()), Objects.requireNonNull(draft.content()), theirs);
    }

    private JsonNode contentOf(Caller caller, Of of, int version) {
        return version == 0
                ? Json.MAPPER.createObjectNode()
                : registry.version(caller, of.project(), of.kind(), of.name(), new Reference.Number(version))
                        .content();
    }

    private static Draft found(DraftStore store, UUID artifact, UUID id) {
        return store.find(artifact, id).orElseThrow(() -> new Problem.NotFound("draft", id));
    }

    private static String title(@Nullable String title, @Nullable Draft origin) {
        String given = title == null ? "" : title.strip();
        if (given.length() > LONGEST_TITLE) {
            throw Problem.Invalid.field("title", "has " + given.length() + " characters; at most " + LONGEST_TITLE);
        }
        if (!given.isEmpty()) {
            return given;
        }
        return origin == null ? "Draft" : origin.title();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
