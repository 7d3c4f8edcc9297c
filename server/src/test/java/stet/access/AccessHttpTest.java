package stet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.client.StetClient;
import stet.client.StetException;
import stet.platform.db.Records;
import stet.platform.db.RecordsAddress;
import stet.platform.http.Api;
import stet.platform.http.ServedApi;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

class AccessHttpTest {
    @TempDir
    Path home;

    private final HttpClient browser = HttpClient.newHttpClient();
    private Records records;
    private AccessFeature access;
    private ServedApi server;

    @BeforeEach
    void start() throws Exception {
        records = Records.open(RecordsAddress.inHome(home));
        access = AccessFeature.create(records, home, Optional.of("correct horse"), InstantSource.system());
        var api = new Api();
        access.declare(api);
        server = new ServedApi(api);
    }

    @AfterEach
    void stop() {
        server.close();
        access.close();
        records.close();
        browser.close();
    }

    private StetClient commandLine() throws Exception {
        return StetClient.to(
                server.url(), Files.readString(home.resolve("cli-token")).strip());
    }

    @Test
    void theCommandLineMakesListsAndRevokesKeys() throws Exception {
        var keys = commandLine().keys("demo");

        var made = keys.create("ci");
        assertThat(made.key()).startsWith(made.item().prefix()).hasSize(54);
        assertThat(keys.list()).containsExactly(made.item());
        assertThat(made.item().createdBy()).isEqualTo("command line");

        keys.revoke(made.item().id());
        keys.revoke(made.item().id());
        assertThat(keys.list().getFirst().revokedAt()).isNotNull();
        assertThatThrownBy(
                        () -> StetClient.to(server.url(), made.key()).projects().list())
                .isInstanceOfSatisfying(
                        StetException.class, e -> assertThat(e.status()).isEqualTo(401))
                .hasMessageContaining("revoked");
        for (String id : List.of("x", UUID.randomUUID().toString())) {
            assertThatThrownBy(() -> keys.revoke(id))
                    .isInstanceOfSatisfying(
                            StetException.class, e -> assertThat(e.status()).isEqualTo(404));
        }
    }

    @Test
    void anApplicationSeesItsOwnProjectAndCannotTellAnotherFromNone() throws Exception {
        commandLine().projects().create("other", "Another one");
        var application = StetClient.to(
                server.url(), commandLine().keys("demo").create("ci").key());

        assertThat(application.projects().list()).extracting(it -> it.name()).containsExactly("demo");
        for (String project : List.of("other", "missing", "OTHER")) {
            assertThatThrownBy(() -> application.keys(project).list())
                    .isInstanceOfSatisfying(
                            StetException.class, e -> assertThat(e.status()).isEqualTo(404))
                    .hasMessage("there is no project '" + project + "'");
        }
        assertThatThrownBy(() -> application.keys("demo").list())
                .isInstanceOfSatisfying(
                        StetException.class, e -> assertThat(e.status()).isEqualTo(403));
        assertThatThrownBy(() -> application.projects().create("third", null))
                .isInstanceOfSatisfying(
                        StetException.class, e -> assertThat(e.status()).isEqualTo(403));
    }

    @Test
    void aPageSignsInWithACookieAndChangesThingsOnlyWithItsCsrfToken() throws Exception {
        var signedIn = send("POST", "/api/v1/session", "{\"name\":\"admin\",\"password\":\"correct horse\"}");
        assertThat(signedIn.statusCode()).isEqualTo(200);
        String setCookie = signedIn.headers().firstValue("set-cookie").orElseThrow();
        assertThat(setCookie).contains("HttpOnly", "SameSite=Lax", "Path=/").doesNotContain("Secure");
        String cookie = setCookie.split(";", 2)[0];
        JsonNode body = Json.MAPPER.readTree(signedIn.body());
        assertThat(body.at("/user/name").asString()).isEqualTo("admin");
        assertThat(body.at("/user/administrator").asBoolean()).isTrue();
        assertThat(body.at("/projects/0/name").asString()).isEqualTo("demo");
        String csrf = body.path("csrf").asString();

        var again = send("GET", "/api/v1/session", null, "cookie", cookie);
        assertThat(Json.MAPPER.readTree(again.body())).isEqualTo(body);

        String keys = "/api/v1/projects/demo/keys";
        assertThat(send("POST", keys, "{\"name\":\"a\"}", "cookie", cookie).statusCode())
                .isEqualTo(403);
        assertThat(send("POST", keys, "{\"name\":\"a\"}", "cookie", cookie, "stet-csrf", csrf + "x")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", keys, "{\"name\":\"a\"}", "cookie", cookie, "stet-csrf", csrf)
                        .statusCode())
                .isEqualTo(201);

        assertThat(send("DELETE", "/api/v1/session", null, "cookie", cookie).statusCode())
                .isEqualTo(403);
        var out = send("DELETE", "/api/v1/session", null, "cookie", cookie, "stet-csrf", csrf);
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("set-cookie")).get().asString().contains("Max-Age=0");
        assertThat(send("GET", "/api/v1/session", null, "cookie", cookie).statusCode())
                .isEqualTo(401);
    }

    @Test
    void peopleComeAndGoAndTheRecordShowsIt() throws Exception {
        var people = commandLine().people();
        var added = people.add("ada@example.com", null, false);
        String password = String.valueOf(added.password());
        var signedIn =
                send("POST", "/api/v1/session", "{\"name\":\"ada@example.com\",\"password\":\"" + password + "\"}");
        String cookie =
                signedIn.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
        String csrf = Json.MAPPER.readTree(signedIn.body()).path("csrf").asString();
        assertThat(send("GET", "/api/v1/people", null, "cookie", cookie).statusCode())
                .isEqualTo(403);
        String change = "{\"current\":\"" + password + "\",\"password\":\"a new password\"}";
        assertThat(send("PUT", "/api/v1/session/password", change, "cookie", cookie)
                        .statusCode())
                .isEqualTo(403);
        var changed = send("PUT", "/api/v1/session/password", change, "cookie", cookie, "stet-csrf", csrf);
        assertThat(changed.statusCode()).isEqualTo(200);
        String renewed =
                changed.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
        assertThat(send("GET", "/api/v1/session", null, "cookie", cookie).statusCode())
                .isEqualTo(401);
        assertThat(send("GET", "/api/v1/session", null, "cookie", renewed).statusCode())
                .isEqualTo(200);

        people.remove("ada@example.com");

        assertThat(people.list()).extracting(it -> it.name()).containsExactly("admin");
        assertThat(send("GET", "/api/v1/session", null, "cookie", renewed).statusCode())
                .isEqualTo(401);
        var audit = get("/api/v1/audit?q=ADA&limit=2");
        assertThat(audit.path("items").valueStream().map(it -> it.path("action").asString()))
                .containsExactly("person removed", "signed in");
        var rest = get("/api/v1/audit?q=ada&cursor=" + audit.path("nextCursor").asString());
        assertThat(rest.path("items").valueStream().map(it -> it.path("action").asString()))
                .containsExactly("password changed", "signed in", "member added");
        assertThat(rest.has("nextCursor")).isFalse();
        assertThat(get("/api/v1/audit?cursor=" + UUID.randomUUID())
                        .path("detail")
                        .asString())
                .contains("not a 'nextCursor'");
    }

    private JsonNode get(String path) throws Exception {
        String token = Files.readString(home.resolve("cli-token")).strip();
        return Json.MAPPER.readTree(
                send("GET", path, null, "authorization", "Bearer " + token).body());
    }

    @Test
    void overHttpsTheCookieIsSecure() throws Exception {
        var answer = send(
                "POST",
                "/api/v1/session",
                "{\"name\":\"admin\",\"password\":\"correct horse\"}",
                "x-forwarded-proto",
                "https");

        assertThat(answer.headers().firstValue("set-cookie")).get().asString().endsWith("; Secure");
    }

    @Test
    void aLinkSignsInOnce() throws Exception {
        String body = "{\"token\":\"" + access.newSignInLink() + "\"}";

        assertThat(send("POST", "/api/v1/session/link", body).statusCode()).isEqualTo(200);
        assertThat(send("POST", "/api/v1/session/link", body).statusCode()).isEqualTo(401);
    }

    @Test
    void anotherSiteCannotSignABrowserIn() throws Exception {
        var answer = send(
                "POST",
                "/api/v1/session",
                "{\"name\":\"admin\",\"password\":\"correct horse\"}",
                "sec-fetch-site",
                "cross-site");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void guessingEndsWithAWaitAndTheAnswersNeverRepeatThePassword() throws Exception {
        String guess = "{\"name\":\"admin\",\"password\":\"hunter2\"}";
        for (int i = 0; i < 10; i++) {
            var refused = send("POST", "/api/v1/session", guess);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).doesNotContain("hunter2");
        }

        var stopped = send("POST", "/api/v1/session", guess);

        assertThat(stopped.statusCode()).isEqualTo(429);
        assertThat(stopped.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(800L, 901L);
    }

    @Test
    void requestsThatDoNotFitAreToldWhatIsMissing() throws Exception {
        for (String body :
                List.of("{}", "{\"name\":\"admin\"}", "{\"name\":\"\",\"password\":\"x\"}", "[]", "null", "{")) {
            var refused = send("POST", "/api/v1/session", body);
            assertThat(refused.statusCode()).as(body).isEqualTo(400);
            assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
        }
        assertThatThrownBy(() -> commandLine().projects().create("No Such Name", null))
                .isInstanceOfSatisfying(
                        StetException.class, e -> assertThat(e.status()).isEqualTo(400))
                .hasMessageContaining("1 to 63");
        assertThatThrownBy(() -> StetClient.to(server.url(), "").projects().list())
                .isInstanceOfSatisfying(
                        StetException.class, e -> assertThat(e.status()).isEqualTo(401))
                .hasMessageContaining("sign in, or send");
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(server.url().resolve(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return browser.send(request.build(), BodyHandlers.ofString());
    }
}
