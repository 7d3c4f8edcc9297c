package stet.client;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The projects of a server. */
public final class Projects {
    /** The boundary of data and permission. */
    public record Project(String id, String name, String title, Instant createdAt) {}

    private record Listed(List<Project> items) {}

    private final Http http;

    Projects(Http http) {
        this.http = http;
    }

    public List<Project> list() {
        return http.get("/api/v1/projects", Listed.class).items();
    }

    /** @param title absent: the name */
    public Project create(String name, @Nullable String title) {
        var body = new HashMap<String, String>();
        body.put("name", name);
        if (title != null) {
            body.put("title", title);
        }
        return http.post("/api/v1/projects", body, Project.class);
    }
}
