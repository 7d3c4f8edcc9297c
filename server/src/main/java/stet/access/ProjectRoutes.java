package stet.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;

/** {@code /api/v1/projects}. */
record ProjectRoutes(Projects projects, Callers callers) {
    record ProjectList(List<Project> items) {}

    record NewProject(@Nullable String name, @Nullable String title) {}

    void declare(Api api) {
        api.get("/api/v1/projects", "The projects the caller can see")
                .tag("projects")
                .answers(200, ProjectList.class)
                .by(call -> Answer.ok(new ProjectList(callers.of(call).projects())));
        api.post("/api/v1/projects", "Make a project")
                .tag("projects")
                .takes(NewProject.class)
                .answers(201, Project.class)
                .by(this::create);
        api.get("/api/v1/projects/{project}", "One project")
                .tag("projects")
                .answers(200, Project.class)
                .by(call -> Answer.ok(callers.of(call).project(call.path("project"))));
    }

    private Answer create(Call call) {
        var caller = callers.of(call);
        var asked = call.body(NewProject.class);
        String name = asked.name();
        if (name == null) {
            throw Problem.Invalid.field("name", "is missing");
        }
        return Answer.created(projects.create(caller, name, asked.title()));
    }
}
