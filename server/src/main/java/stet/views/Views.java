package stet.views;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.Ids;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Keeps the views of projects. */
public final class Views {
    static final int MOST = 500;
    static final int LONGEST_NAME = 100;
    static final int LARGEST = 256 * 1024;

    private final Transactions<ViewStore> data;
    private final InstantSource clock;

    Views(Transactions<ViewStore> data, InstantSource clock) {
        this.data = data;
        this.clock = clock;
    }

    /** Those of a kind, or all, by name. */
    public List<View> list(Caller caller, String project, Optional<View.Kind> kind) {
        return data.read(caller.may(Permission.READ_TRACES, project), store -> store.all(kind.orElse(null)));
    }

    public View get(Caller caller, String project, UUID id) {
        return data.read(caller.may(Permission.READ_TRACES, project), store -> found(store, id));
    }

    public View add(Caller caller, String project, View.Kind kind, @Nullable String name, @Nullable JsonNode content) {
        var scope = caller.may(Permission.SAVE_VIEWS, project);
        var checkedName = name(name);
        var checked = content(kind, content);
        var now = now();
        var view = new View(Ids.next(), kind, checkedName, checked, 1, now, caller.name(), now, caller.name());
        data.change(scope, store -> {
            var present = store.all(null);
            requireFree(present, view);
            if (present.size() >= MOST) {
                throw new Problem.Conflict("the project has " + MOST + " views already; remove one first");
            }
            store.add(view);
        });
        return view;
    }

    /** @param version the one that was changed; a conflict when someone saved another since */
    public View change(
            Caller caller, String project, UUID id, int version, @Nullable String name, @Nullable JsonNode content) {
        var scope = caller.may(Permission.SAVE_VIEWS, project);
        return data.write(scope, store -> {
            var old = found(store, id);
            if (old.version() != version) {
                throw new Problem.Conflict("'" + old.name() + "' was changed by " + old.updatedBy()
                        + " since: it is at version " + old.version() + ", the change is of version " + version
                        + "; look at it and change it again");
            }
            var changed = new View(
                    id,
                    old.kind(),
                    name == null ? old.name() : name(name),
                    content == null ? old.content() : content(old.kind(), content),
                    version + 1,
                    old.createdAt(),
                    old.createdBy(),
                    now(),
                    caller.name());
            requireFree(store.all(null), changed);
            store.change(changed);
            return changed;
        });
    }

    public void remove(Caller caller, String project, UUID id) {
        data.change(caller.may(Permission.SAVE_VIEWS, project), store -> {
            found(store, id);
            store.remove(id);
        });
    }

    private static View found(ViewStore store, UUID id) {
        return store.find(id).orElseThrow(() -> new Problem.NotFound("view", id));
    }

    private static void requireFree(List<View> present, View view) {
        if (present.stream()
                .anyMatch(it -> it.kind() == view.kind()
                        && it.name().equals(view.name())
                        && !it.id().equals(view.id()))) {
            throw new Problem.Conflict("there is already a view '" + view.name() + "' of kind " + view.kind());
        }
    }

    private static String name(@Nullable String name) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw Problem.Invalid.field("name", "a view needs a name of 1 to " + LONGEST_NAME + " characters");
        }
        return name.strip();
    }

    private static JsonNode content(View.Kind kind, @Nullable JsonNode content) {
        if (content == null || !content.isObject()) {
            throw Problem.Invalid.field("content", "a view needs a JSON object as its content");
        }
        if (Json.MAPPER.writeValueAsBytes(content).length > LARGEST) {
            throw Problem.Invalid.field("content", "is larger than " + LARGEST / 1024 + " KiB");
        }
        if (kind == View.Kind.DASHBOARD) {
            Dashboard.check(content);
        }
        return content;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
