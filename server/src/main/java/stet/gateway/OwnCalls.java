package stet.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.models.Dialect;
import stet.models.Endpoint;
import stet.models.ErrorKind;
import stet.models.Failure;
import stet.models.Message;
import stet.models.Part;
import stet.models.providers.Provider;
import stet.models.providers.Routing;
import stet.models.wire.Delta;
import stet.models.wire.ModelRequest;
import stet.models.wire.StreamReader;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.releases.ReleaseStep;
import stet.traces.Span;
import tools.jackson.databind.node.ObjectNode;

/** Model calls that the server makes by itself, to the same providers and into the same records as those of applications. */
public final class OwnCalls {
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final HttpClient client;
    private final GatewayRelay.Shared shared;
    private final CallSpans spans;

    OwnCalls(HttpClient client, GatewayRelay.Shared shared, CallSpans spans) {
        this.client = client;
        this.shared = shared;
        this.spans = spans;
    }

    /**
     * What to ask of whom.
     *
     * @param choices the model to ask, then those to ask when the one before cannot answer
     * @param prompt the version it is asked with, if it is saved
     * @param step of the release it is asked with, in place of a prompt
     * @param user for whom; null if no person waits for the answer
     * @param after the span of the call before it in the same conversation
     */
    public record Asked(
            UUID projectId,
            String requestId,
            List<Choice> choices,
            @Nullable OfPrompt prompt,
            @Nullable ReleaseStep step,
            @Nullable String user,
            String environment,
            List<String> tags,
            Map<String, String> metadata,
            @Nullable Span after) {}

    /** @param provider its name; null to find it by the model */
    public record Choice(ModelRequest request, @Nullable String provider) {}

    /** A version of a prompt. */
    public record OfPrompt(String name, int version, String digest) {}

    /**
     * What came of a call.
     *
     * @param span its record, also of one that failed
     * @param failed the attempts before it that failed, in order
     */
    public record Answered(Span span, List<Span> failed) {
        public List<Message> messages() {
            var output = span.output();
            return output == null
                    ? List.of()
                    : output.valueStream()
                            .map(it -> Json.MAPPER.treeToValue(it, Message.class))
                            .toList();
        }

        /** What its messages say, a line between two. */
        public String text() {
            return messages().stream()
                    .map(Message::text)
                    .filter(it -> !it.isEmpty())
                    .collect(Collectors.joining("\n"));
        }

        public List<Part.ToolCall> toolCalls() {
            return messages().stream()
                    .flatMap(it -> it.parts().stream())
                    .filter(Part.ToolCall.class::isInstance)
                    .map(Part.ToolCall.class::cast)
                    .toList();
        }
    }

    private record Way(Choice choice, Routing.To to) {
        Endpoint endpoint() {
            return to.provider().dialect() == Dialect.ANTHROPIC ? Endpoint.MESSAGES : Endpoint.CHAT_COMPLETIONS;
        }

        ObjectNode body() {
            var request = choice.request();
            var body = request.with(to.model(), request.messages()).body(endpoint());
            body.put("stream", true);
            if (endpoint() == Endpoint.CHAT_COMPLETIONS && to.provider().streamUsage()) {
                body.putObject("stream_options").put("include_usage", true);
            }
            return body;
        }
    }

    /** Is given an answer's text while it grows; it may wait, and call the rest off. */
    @FunctionalInterface
    public interface Deltas {
        void take(Delta delta) throws InterruptedException;
    }

    /** What comes from the provider, in order. */
    private sealed interface Came {
        record Head(
                int status,
                @Nullable String contentType,
                @Nullable String requestId) implements Came {}

        record Bytes(byte[] bytes) implements Came {}

        record End() implements Came {}

        record Broken(Failure failure) implements Came {}
    }

    /**
     * Makes a call and waits for its end, on a thread that may wait. Once an answer has begun no other model is asked.
     *
     * @param deltas is given the answer's text while it grows
     * @throws Problem when there is no provider to ask
     * @throws InterruptedException when it was called off, which ends the provider's work too
     */
    public Answered call(Asked asked, Deltas deltas) throws InterruptedException {
        var ways = ways(asked.choices());
        var trace = trace(asked.after());
        Instant startedAt = shared.clock().instant();
        long started = System.nanoTime();
        var failed = new ArrayList<Span>();
        for (int i = 0; ; i++) {
            boolean last = i == ways.size() - 1;
            Instant attemptAt = i == 0 ? startedAt : shared.clock().instant();
            long attemptNanos = i == 0 ? started : System.nanoTime();
            var way = ways.get(i);
            var endpoint = way.endpoint();
            byte[] body = Json.MAPPER.writeValueAsBytes(way.body());
            var provider = way.to().provider();
            var conversation = new Conversation(
                    new Incoming(
                            asked.projectId(),
                            asked.requestId(),
                            endpoint,
                            trace,
                            facts(asked),
                            startedAt,
                            started,
                            attemptNanos,
                            body,
                            provider.name(),
                            provider.vendor(),
                            provider.simulated()),
                    deltas,
                    last);
            boolean goesOn = false;
            shared.meters().opened();
            try {
                conversation.hold(send(provider, endpoint, body, conversation));
                goesOn = !last && conversation.mayBeAnsweredByAnother();
            } finally {
                if (!goesOn) {
                    shared.sink().ended(conversation.finished());
                }
            }
            if (!goesOn) {
                return new Answered(spans.of(conversation.finished()), failed);
            }
            var attempt = conversation
                    .finished()
                    .asAttempt(trace.child(), attemptAt, Duration.ofNanos(System.nanoTime() - attemptNanos));
            shared.sink().ended(attempt);
            failed.add(spans.of(attempt));
        }
    }

    private List<Way> ways(List<Choice> choices) {
        var ways = new ArrayList<Way>();
        String first = null;
        for (var choice : choices) {
            switch (shared.providers().routeAnyhow(choice.request().model(), choice.provider())) {
                case Routing.Nowhere(var message) -> first = first == null ? message : first;
                case Routing.To to -> ways.add(new Way(choice, to));
            }
        }
        if (ways.isEmpty()) {
            throw new Problem.Invalid(String.valueOf(first));
        }
        return ways.subList(0, Math.min(ways.size(), Fallback.MOST_ATTEMPTS));
    }

    private BlockingQueue<Came> send(Provider provider, Endpoint endpoint, byte[] body, Conversation conversation) {
        var came = new LinkedBlockingQueue<Came>();
        var target = provider.target();
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setURI(target.path() + endpoint.path());
        client.request(options).onComplete(made -> {
            if (made.failed()) {
                came.add(new Came.Broken(new Failure(
                        ErrorKind.CONNECTION,
                        "provider '" + provider.name() + "' cannot be reached at " + target + " ("
                                + Exchange.reason(made.cause()) + ")")));
                return;
            }
            var ready = made.result();
            conversation.sending(ready);
            ready.putHeader("content-type", "application/json");
            if (provider.dialect() == Dialect.ANTHROPIC) {
                ready.putHeader("anthropic-version", "2023-06-01");
            }
            provider.authorize(ready.headers()::set);
            ready.exceptionHandler(e -> came.add(broken(e)));
            ready.send(Buffer.buffer(body)).onFailure(e -> came.add(broken(e))).onSuccess(answered -> {
                String id = answered.getHeader("x-request-id");
                came.add(new Came.Head(
                        answered.statusCode(),
                        answered.getHeader("content-type"),
                        id == null ? answered.getHeader("request-id") : id));
                answered.handler(chunk -> came.add(new Came.Bytes(chunk.getBytes())));
                answered.exceptionHandler(e -> came.add(broken(e)));
                answered.endHandler(_ -> came.add(new Came.End()));
            });
        });
        return came;
    }

    private static Came broken(Throwable e) {
        return new Came.Broken(
                new Failure(ErrorKind.TRUNCATED, "the provider broke off its answer (" + Exchange.reason(e) + ")"));
    }

    private static TraceContext trace(@Nullable Span after) {
        return TraceContext.from(after == null ? null : "00-" + after.traceId() + "-" + after.spanId() + "-01");
    }

    private static CallFacts facts(Asked asked) {
        var prompt = asked.prompt();
        var step = asked.step();
        var said = new CallFacts(
                asked.user(),
                null,
                asked.environment(),
                null,
                null,
                null,
                asked.tags(),
                asked.metadata(),
                prompt == null
                        ? List.of()
                        : List.of(new UsedPrompt(prompt.name(), Integer.toString(prompt.version()), prompt.digest())),
                null);
        return step == null ? said : said.servedFrom(step, null);
    }

    /** One call while it goes on. */
    private final class Conversation {
        private final Incoming incoming;
        private final Deltas deltas;
        private final boolean last;
        private final StreamReader stream;
        private final Capture capture;
        private volatile @Nullable HttpClientRequest request;
        private volatile boolean over;
        private Came.@Nullable Head head;
        private boolean events;
        private long firstToken;
        private long bytes;
        private @Nullable Failure failure;
        private @Nullable FinishedCall finished;

        /** @param last whether there is no other model to ask */
        Conversation(Incoming incoming, Deltas deltas, boolean last) {
            this.incoming = incoming;
            this.deltas = deltas;
            this.last = last;
            stream = new StreamReader(incoming.endpoint());
            capture = new Capture(shared.limits().capture());
        }

        void sending(HttpClientRequest ready) {
            request = ready;
            if (over) {
                ready.reset();
            }
        }

        void hold(BlockingQueue<Came> came) throws InterruptedException {
            try {
                while (take(came.poll(left(), TimeUnit.NANOSECONDS))) {
                    // until it has ended
                }
            } catch (InterruptedException e) {
                failure = new Failure(ErrorKind.CANCELLED, "the call was called off before its answer was complete");
                throw e;
            } finally {
                over = true;
                var sent = request;
                if (sent != null && failure != null) {
                    sent.reset();
                }
            }
        }

        private long left() {
            var limits = shared.limits();
            long now = System.nanoTime();
            long total = limits.total().toNanos() - (now - incoming.startedNanos());
            if (head != null) {
                return Math.max(0, total);
            }
            long silence = limits.firstByte().toNanos();
            if (!last) {
                silence = Math.min(silence, limits.fallback().toNanos());
            }
            return Math.clamp(silence - (now - incoming.readyNanos()), 0, Math.max(0, total));
        }

        /** Whether the provider could not answer, in a way that another may do better. */
        boolean mayBeAnsweredByAnother() {
            var answered = head;
            var why = failure;
            return answered == null ? why != null && Fallback.isDue(why.kind()) : Fallback.isDue(answered.status());
        }

        private boolean take(@Nullable Came came) throws InterruptedException {
            return switch (came) {
                case null -> ends(new Failure(ErrorKind.TIMEOUT, "the provider did not answer in time"));
                case Came.Head answered -> {
                    head = answered;
                    var type = answered.contentType();
                    events = type != null && type.startsWith("text/event-stream");
                    yield true;
                }
                case Came.Bytes(var chunk) -> {
                    bytes += chunk.length;
                    take(chunk);
                    yield bytes <= MOST_BYTES
                            || ends(new Failure(
                                    ErrorKind.TRUNCATED, "the answer is larger than " + MOST_BYTES + " bytes"));
                }
                case Came.Broken(var why) -> ends(why);
                case Came.End _ -> {
                    stream.finish();
                    yield (!events || stream.complete(true))
                            ? ends(null)
                            : ends(new Failure(ErrorKind.TRUNCATED, "the provider's stream broke off before its end"));
                }
            };
        }

        private boolean ends(@Nullable Failure why) {
            failure = why;
            return false;
        }

        private void take(byte[] chunk) throws InterruptedException {
            if (!events) {
                capture.add(Buffer.buffer(chunk));
                return;
            }
            for (var event : stream.feed(chunk)) {
                if (event.firstContent()) {
                    firstToken = System.nanoTime();
                }
                var delta = Delta.of(incoming.endpoint(), event);
                if (delta != null) {
                    deltas.take(delta);
                }
            }
        }

        FinishedCall finished() {
            var before = finished;
            if (before != null) {
                return before;
            }
            var answered = head;
            var made = new FinishedCall(
                    incoming,
                    Duration.ofNanos(System.nanoTime() - incoming.startedNanos()),
                    firstToken == 0 ? null : Duration.ofNanos(firstToken - incoming.startedNanos()),
                    answered == null ? 0 : answered.status(),
                    answered == null ? null : answered.contentType(),
                    null,
                    events ? stream.facts(failure == null) : null,
                    capture,
                    answered == null ? null : answered.requestId(),
                    failure);
            finished = made;
            return made;
        }
    }
}
