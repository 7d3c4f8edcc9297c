package stet.access;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import stet.platform.Ids;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

/** Makes projects. */
public final class Projects {
    static final int MOST = 1_000;

    private final Transactions<ProjectStore> data;
    private final Live live;
    private final InstantSource clock;

    Projects(Transactions<ProjectStore> data, Live live, InstantSource clock) {
        this.data = data;
        this.live = live;
        this.clock = clock;
    }

    /** A new project; without a title it is called by its name. */
    public Project create(Caller caller, String name, @Nullable String title) {
        var scope = caller.mayEverywhere(Permission.MANAGE_PROJECTS);
        if (!Project.isName(name)) {
            throw Problem.Invalid.field(
                    "name", "a project's name has 1 to 63 of a-z, 0-9 and '-', with a letter or digit at both ends");
        }
        String shown = title == null || title.isBlank() ? name : title.strip();
        if (shown.length() > Project.MAX_TITLE) {
            throw Problem.Invalid.field(
                    "title", "has " + shown.length() + " characters; the most is " + Project.MAX_TITLE);
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var project = new Project(Ids.next(), name, shown, now);
        data.change(scope, store -> {
            var present = store.all();
            if (present.stream().anyMatch(it -> it.name().equals(name))) {
                throw new Problem.Conflict("there is already a project '" + name + "'");
            }
            if (present.size() >= MOST) {
                throw new Problem.Conflict("there are already " + MOST + " projects, the most there can be");
            }
            store.add(store.organisation().orElseThrow(), project);
            store.audit().add(now, caller.name(), "project created", name, project.id(), null);
        });
        live.reload();
        return project;
    }
}
