package stet.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The apps of one project: their releases, and what is deployed where. */
public final class Apps {
    private final Http http;
    private final String path;

    Apps(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project);
    }

    /**
     * Makes a release.
     *
     * @param release {@code manifest}, and {@code message} and {@code expectedLatest} as far as there are any
     */
    public JsonNode release(String app, Map<String, ?> release) {
        return http.post(app(app) + "/releases", release, JsonNode.class);
    }

    /** What a release would pin, without making it. */
    public JsonNode check(String app, Map<String, ?> release) {
        return http.post(app(app) + "/check", release, JsonNode.class);
    }

    /** Newest first, without their manifests. */
    public JsonNode releases(String app, int limit, @Nullable String cursor) {
        return http.get(app(app) + "/releases" + page(limit, cursor), JsonNode.class);
    }

    /** @param release its number, a label, {@code latest} or its digest */
    public JsonNode release(String app, String release) {
        return http.get(app(app) + "/releases/" + Http.segment(release), JsonNode.class);
    }

    public JsonNode diff(String app, String from, String to) {
        return http.get(app(app) + "/diff?from=" + Http.segment(from) + "&to=" + Http.segment(to), JsonNode.class);
    }

    /** What is live in each environment of an app. */
    public JsonNode environments(String app) {
        return http.get(app(app) + "/environments", JsonNode.class);
    }

    /** @param wanted {@code release}, and {@code expected}, {@code reason}, {@code breakGlass} as far as there are any */
    public JsonNode deploy(String app, String environment, Map<String, ?> wanted) {
        return http.post(in(app, environment) + "/deploy", wanted, JsonNode.class);
    }

    /** @param wanted {@code to}, {@code expected}, {@code reason}, as far as there are any */
    public JsonNode rollback(String app, String environment, Map<String, ?> wanted) {
        return http.post(in(app, environment) + "/rollback", wanted, JsonNode.class);
    }

    /** What a release must meet before it is deployed to an environment, and what there is to choose from. */
    public JsonNode gates(String app, String environment) {
        return http.get(in(app, environment) + "/gates", JsonNode.class);
    }

    /** Says what a release must meet before it is deployed to an environment; an empty list is nothing. */
    public JsonNode requireGates(String app, String environment, List<String> gates) {
        return http.put(in(app, environment) + "/gates", Map.of("gates", gates), JsonNode.class);
    }

    /** The deploy log, newest first. */
    public JsonNode deployments(String app, String environment, int limit, @Nullable String cursor) {
        return http.get(in(app, environment) + "/deployments" + page(limit, cursor), JsonNode.class);
    }

    /** The environments of the project. */
    public JsonNode environments() {
        return http.get(path + "/environments", JsonNode.class);
    }

    /** Adds an environment, or describes one. */
    public JsonNode saveEnvironment(String name, Map<String, ?> facts) {
        return http.put(path + "/environments/" + Http.segment(name), facts, JsonNode.class);
    }

    public void removeEnvironment(String name) {
        http.delete(path + "/environments/" + Http.segment(name));
    }

    /** The freezes that hold or will. */
    public JsonNode freezes() {
        return http.get(path + "/freezes", JsonNode.class);
    }

    /** @param freeze {@code to}, {@code reason}, and {@code app}, {@code environment}, {@code from} as far as there are any */
    public JsonNode freeze(Map<String, ?> freeze) {
        return http.post(path + "/freezes", freeze, JsonNode.class);
    }

    public void unfreeze(String id) {
        http.delete(path + "/freezes/" + Http.segment(id));
    }

    private String app(String app) {
        return path + "/apps/" + Http.segment(app);
    }

    private String in(String app, String environment) {
        return app(app) + "/environments/" + Http.segment(environment);
    }

    private static String page(int limit, @Nullable String cursor) {
        return "?limit=" + limit + (cursor == null ? "" : "&cursor=" + Http.segment(cursor));
    }
}
