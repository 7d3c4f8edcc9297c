package stet.gateway;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.models.ErrorKind;
import stet.models.providers.Routing;
import stet.models.wire.RequestHead;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.prompts.content.PromptSettings.ModelChoice;
import stet.releases.ReleaseStep;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call of an app: asks the model of its live release, and the next of its fallbacks while providers cannot answer. Attempts that
 * failed are recorded inside the call. Lives on one event loop.
 */
final class AppCall implements Attempt.Rescue {
    /** What it asks of the relay that it came through. */
    interface Relay {
        void start(Admitted admitted, Attempt attempt, Routing.To to, boolean streams, byte[] body, Runnable release);

        void refuse(Admitted admitted, byte[] body, RequestHead head, Refusal refusal);
    }

    /** Where a model of the release leads. */
    private record Way(ModelChoice choice, Routing.To to) {}

    private static final int QUICK_BYTES = 256 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(AppCall.class);

    private final Vertx vertx;
    private final GatewayRelay.Shared shared;
    private final Relay relay;
    private final Admitted admitted;
    private final RequestHead head;
    private final byte[] sent;
    private final Runnable release;
    private final ReleaseStep step;
    private final CallFacts said;
    private final TraceContext trace;
    private List<Way> ways = List.of();
    private int attempt;
    private long attemptNanos;
    private Instant attemptAt;

    AppCall(
            Vertx vertx,
            GatewayRelay.Shared shared,
            Relay relay,
            Admitted admitted,
            RequestHead head,
            byte[] sent,
            Runnable release,
            ReleaseStep step,
            CallFacts said) {
        this.vertx = vertx;
        this.shared = shared;
        this.relay = relay;
        this.admitted = admitted;
        this.head = head;
        this.sent = sent;
        this.release = release;
        this.step = step;
        this.said = said;
        trace = TraceContext.from(admitted.request().getHeader("traceparent"));
        attemptAt = admitted.startedAt();
        attemptNanos = admitted.startedNanos();
    }

    /** Asks the first model: made here when that is quick, elsewhere when it may take a while. */
    @Nullable
    Refusal begin(long readyNanos) {
        var first = step.model();
        var found = new ArrayList<Way>();
        add(found, first);
        step.step().fallbacks().forEach(it -> add(found, it));
        if (found.isEmpty()) {
            return nowhere(first);
        }
        ways = List.copyOf(found.subList(0, Math.min(found.size(), Fallback.MOST_ATTEMPTS)));
        if (step.isQuick() && sent.length <= QUICK_BYTES) {
            ask(
                    AppRequest.body(
                            step, ways.getFirst().choice(), admitted.errand().endpoint(), sent),
                    readyNanos);
        } else {
            askFromElsewhere(readyNanos);
        }
        return null;
    }

    private void add(List<Way> to, ModelChoice choice) {
        var dialect = admitted.errand().endpoint().dialect();
        if (shared.providers().route(dialect, choice.name(), choice.provider()) instanceof Routing.To found) {
            to.add(new Way(choice, found));
        }
    }

    private Refusal nowhere(ModelChoice choice) {
        var dialect = admitted.errand().endpoint().dialect();
        String why = switch (shared.providers().route(dialect, choice.name(), choice.provider())) {
            case Routing.Nowhere(var message) -> message;
            case Routing.To _ -> "its provider has just been added: try again";
        };
        return new Refusal(
                404,
                ErrorKind.NOT_FOUND,
                "release " + step.release().number() + " of '" + step.release().app() + "' asks model '" + choice.name()
                        + "', but at " + Errand.PREFIX + admitted.errand().path() + " " + why,
                "model",
                null);
    }

    @Override
    public void takeOver(FinishedCall failed) {
        shared.sink()
                .ended(failed.asAttempt(trace.child(), attemptAt, Duration.ofNanos(System.nanoTime() - attemptNanos)));
        attempt++;
        attemptAt = shared.clock().instant();
        attemptNanos = System.nanoTime();
        askFromElsewhere(attemptNanos);
    }

    private void askFromElsewhere(long readyNanos) {
        var loop = vertx.getOrCreateContext();
        var choice = ways.get(attempt).choice();
        shared.workers().execute(() -> {
            Refusal refusal;
            try {
                var made = AppRequest.body(step, choice, admitted.errand().endpoint(), sent);
                loop.runOnContext(_ -> ask(made, readyNanos));
                return;
            } catch (Problem problem) {
                refusal = Refusal.of(problem);
            } catch (RuntimeException | Error bug) {
                LOG.error("{} could not be made into a request", admitted.requestId(), bug);
                refusal = Refusal.of(new Problem.Bug(admitted.requestId()));
            }
            var why = refusal;
            loop.runOnContext(_ -> {
                release.run();
                relay.refuse(admitted, sent, head, why);
            });
        });
    }

    private void ask(ObjectNode made, long readyNanos) {
        var to = ways.get(attempt).to();
        boolean hidesUsage = GatewayRelay.asksForUsage(admitted.errand(), head, to.provider());
        made.put("model", to.model());
        if (hidesUsage) {
            made.withObject("stream_options").put("include_usage", true);
        }
        byte[] bytes = Json.MAPPER.writeValueAsBytes(made);
        boolean last = attempt == ways.size() - 1;
        var limits = shared.limits();
        var facts = said.servedFrom(step, step.step().fallbacks().isEmpty() ? null : attempt + 1);
        relay.start(
                admitted,
                new Attempt(
                        admitted.incoming(trace, bytes, facts, readyNanos, to.provider()),
                        hidesUsage,
                        last ? limits.firstByte() : shortest(limits.firstByte(), limits.fallback()),
                        limits.total().minusNanos(System.nanoTime() - admitted.startedNanos()),
                        to.provider().name() + "/" + to.model(),
                        last ? null : this),
                to,
                head.stream(),
                bytes,
                release);
    }

    private static Duration shortest(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
