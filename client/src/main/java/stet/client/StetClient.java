package stet.client;

import java.net.URI;
import java.time.Duration;
import stet.client.live.LiveOptions;
import stet.client.reports.ReportOptions;
import tools.jackson.databind.JsonNode;

/**
 * Speaks to one stet server as one caller. It may be shared between threads.
 *
 * <pre>{@code
 * var stet = StetClient.to(URI.create("http://127.0.0.1:7070"), System.getenv("STET_KEY"));
 * stet.traces("demo").list(TraceQuery.newest(20));
 * }</pre>
 */
public final class StetClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Http http;

    private StetClient(Http http) {
        this.http = http;
    }

    /**
     * A client that waits 5 s for a connection and 30 s for an answer.
     *
     * @param token an API key, or the command line's token
     */
    public static StetClient to(URI url, String token) {
        return to(url, token, CONNECT_TIMEOUT, TIMEOUT);
    }

    public static StetClient to(URI url, String token, Duration connectTimeout, Duration timeout) {
        return new StetClient(new Http(url, token, connectTimeout, timeout));
    }

    public Projects projects() {
        return new Projects(http);
    }

    public Keys keys(String project) {
        return new Keys(http, project);
    }

    public Traces traces(String project) {
        return new Traces(http, project);
    }

    public Scores scores(String project) {
        return new Scores(http, project);
    }

    public Exports exports(String project) {
        return new Exports(http, project);
    }

    public ExportSchedules exportSchedules(String project) {
        return new ExportSchedules(http, project);
    }

    public Rejected rejected(String project) {
        return new Rejected(http, project);
    }

    public Retention retention(String project) {
        return new Retention(http, project);
    }

    public Deletions deletions(String project) {
        return new Deletions(http, project);
    }

    public Masking masking(String project) {
        return new Masking(http, project);
    }

    public People people() {
        return new People(http);
    }

    public Providers providers() {
        return new Providers(http);
    }

    public Prices prices() {
        return new Prices(http);
    }

    public Markers markers(String project) {
        return new Markers(http, project);
    }

    public Evaluations evaluations(String project) {
        return new Evaluations(http, project);
    }

    public Datasets datasets(String project) {
        return new Datasets(http, project);
    }

    public Artifacts artifacts(String project) {
        return new Artifacts(http, project);
    }

    public Labels labels(String project) {
        return new Labels(http, project);
    }

    public Webhooks webhooks(String project) {
        return new Webhooks(http, project);
    }

    public Apps apps(String project) {
        return new Apps(http, project);
    }

    /** What is live, for an application that goes by it: kept in memory, renewed as it changes. */
    public LiveOptions live(String project) {
        return http.live(project);
    }

    /** Scores, feedback and outcomes, sent behind the application's back. */
    public ReportOptions reports(String project) {
        return http.reports(project);
    }

    public Recosts recosts(String project) {
        return new Recosts(http, project);
    }

    /** What the server says about itself: version, URLs, journal, store. */
    public JsonNode system() {
        return http.get("/api/v1/system", JsonNode.class);
    }

    /** How much there is of everything: files, and each project's kinds of data. */
    public JsonNode storage() {
        return http.get("/api/v1/storage", JsonNode.class);
    }

    /** Whether the server can do its work, check by check. Asks without a token. */
    public Health health() {
        return http.health();
    }
}
