package stet.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.models.Dialect;
import stet.models.ErrorKind;
import stet.models.providers.Provider;
import stet.models.providers.Providers;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /v1/models}: the apps that are live, then the models of every provider of the dialect, where those of every provider
 * but the first are called {@code provider/model}. One provider's list by itself passes byte for byte.
 */
final class ModelLists {
    private static final long PATIENCE_MILLIS = 10_000;
    private static final String PATH = "/v1/models";

    private final HttpClient client;
    private final Providers providers;
    private final AppRequest apps;

    /** What one provider said. */
    private record Said(
            Provider provider, int status, @Nullable String contentType, Buffer body) {}

    ModelLists(HttpClient client, Providers providers, AppRequest apps) {
        this.client = client;
        this.providers = providers;
        this.apps = apps;
    }

    /** Three vendors share this path; only Anthropic's clients send their version. */
    static Dialect dialect(HttpServerRequest request) {
        return request.getHeader("anthropic-version") == null ? Dialect.OPENAI : Dialect.ANTHROPIC;
    }

    void serve(HttpServerRequest request, UUID project, String path, Dialect dialect, String requestId) {
        boolean list = path.equals(PATH);
        if (!list && !path.startsWith(PATH + "/")) {
            Refusal.of(404, ErrorKind.NOT_FOUND, "stet does not serve " + path).answer(request, dialect, requestId);
            return;
        }
        if (!request.method().equals(HttpMethod.GET)) {
            Refusal.of(405, ErrorKind.INVALID_REQUEST, path + " takes GET").answer(request, dialect, requestId);
            return;
        }
        String named = request.getHeader("stet-provider");
        List<Provider> asked = providers.speaking(dialect).stream()
                .filter(it -> named == null || it.name().equals(named.strip()))
                .toList();
        List<ObjectNode> live = named == null ? apps.listed(project, dialect) : List.of();
        if (!list && named == null && one(request, path, live)) {
            return;
        }
        if (list && !live.isEmpty()) {
            merge(request, dialect, requestId, asked, live);
        } else if (asked.isEmpty()) {
            Refusal.of(404, ErrorKind.NOT_FOUND, "no provider that speaks " + dialect.word() + " is configured")
                    .answer(request, dialect, requestId);
        } else if (asked.size() == 1 || !list) {
            relay(request, path, dialect, requestId, asked.getFirst());
        } else {
            merge(request, dialect, requestId, asked, live);
        }
    }

    /** Answers for an app, if it is one that is asked for. */
    private static boolean one(HttpServerRequest request, String path, List<ObjectNode> live) {
        String id;
        try {
            id = URLDecoder.decode(path.substring(PATH.length() + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return false;
        }
        var found = live.stream()
                .filter(it -> it.path("id").asString("").equals(id))
                .findFirst();
        found.ifPresent(it -> send(request, it));
        return found.isPresent();
    }

    private static void send(HttpServerRequest request, ObjectNode body) {
        request.response()
                .putHeader("content-type", "application/json")
                .end(Buffer.buffer(Json.MAPPER.writeValueAsBytes(body)));
    }

    private void relay(HttpServerRequest request, String path, Dialect dialect, String requestId, Provider provider) {
        String below = path.substring("/v1".length());
        ask(request, provider, below + HopHeaders.query(request.query(), false)).onComplete(asked -> {
            if (asked.failed()) {
                Refusal.of(502, ErrorKind.CONNECTION, unreachable(provider, asked.cause()))
                        .answer(request, dialect, requestId);
                return;
            }
            var said = asked.result();
            var response = request.response().setStatusCode(said.status());
            String type = said.contentType();
            if (type != null) {
                response.putHeader("content-type", type);
            }
            response.end(said.body());
        });
    }

    private void merge(
            HttpServerRequest request, Dialect dialect, String requestId, List<Provider> all, List<ObjectNode> live) {
        var answers = all.stream().map(it -> ask(request, it, "/models")).toList();
        Future.join(answers).onComplete(_ -> {
            ArrayNode models = Json.MAPPER.createArrayNode().addAll(live);
            var failures = new ArrayList<String>();
            for (int i = 0; i < answers.size(); i++) {
                var answer = answers.get(i);
                if (answer.failed()) {
                    failures.add(unreachable(all.get(i), answer.cause()));
                } else {
                    add(models, answer.result(), i > 0);
                }
            }
            if (models.isEmpty() && failures.size() == answers.size()) {
                Refusal.of(502, ErrorKind.CONNECTION, String.join("; ", failures))
                        .answer(request, dialect, requestId);
                return;
            }
            ObjectNode root = Json.MAPPER.createObjectNode().put("object", "list");
            root.set("data", models);
            root.put("has_more", false);
            send(request, root);
        });
    }

    private static void add(ArrayNode models, Said said, boolean prefixed) {
        JsonNode data;
        try {
            data = Json.MAPPER.readTree(said.body().getBytes()).path("data");
        } catch (JacksonException e) {
            return;
        }
        for (JsonNode model : data) {
            if (model instanceof ObjectNode object) {
                if (prefixed) {
                    object.put(
                            "id",
                            said.provider().name() + "/" + object.path("id").asString(""));
                }
                models.add(object);
            }
        }
    }

    private Future<Said> ask(HttpServerRequest request, Provider provider, String path) {
        var target = provider.target();
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setTimeout(PATIENCE_MILLIS)
                .setURI(target.path() + path);
        return client.request(options).compose(ready -> {
            HopHeaders.toProvider(request.headers(), ready.headers(), false);
            ready.headers().remove("accept-encoding");
            provider.authorize(ready.headers()::set);
            return ready.send().compose(answer -> said(provider, answer));
        });
    }

    private static Future<Said> said(Provider provider, HttpClientResponse answer) {
        return answer.body()
                .map(body -> new Said(provider, answer.statusCode(), answer.getHeader("content-type"), body));
    }

    private static String unreachable(Provider provider, Throwable e) {
        return "provider '" + provider.name() + "' cannot be reached at " + provider.target() + " ("
                + Exchange.reason(e) + ")";
    }
}
