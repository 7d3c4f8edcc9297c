package stet.gateway;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.models.Endpoint;
import stet.models.ErrorKind;
import stet.models.TokenUsage;
import stet.models.wire.ReplyFacts;
import stet.models.wire.RequestFacts;
import stet.platform.json.Json;
import stet.traces.Pricing;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.SpanSource;
import tools.jackson.databind.node.ObjectNode;

/** Makes the span of an ended call from its bytes. */
final class CallSpans {
    private static final Logger LOG = LoggerFactory.getLogger(CallSpans.class);
    private static final String SCOPE = "stet.gateway";
    private static final int MOST_DECODED = 32 * 1024 * 1024;

    private final Pricing pricing;

    CallSpans(Pricing pricing) {
        this.pricing = pricing;
    }

    /** Of a call that is read after it was promised: one that cannot be read is told of without its content. */
    Span ofStored(FinishedCall call) {
        try {
            return of(call);
        } catch (RuntimeException bug) {
            LOG.warn("the content of {} cannot be read", call.incoming().requestId(), bug);
            return of(call.withoutContent());
        }
    }

    Span of(FinishedCall call) {
        Incoming incoming = call.incoming();
        var asked = RequestFacts.read(incoming.endpoint(), incoming.body());
        var replied = reply(call);
        var failure = call.failure() == null ? replied.failure() : call.failure();
        Instant end = incoming.startedAt().plus(call.duration());
        return new Span(
                incoming.trace().traceId(),
                incoming.trace().spanId(),
                incoming.trace().parentId(),
                name(incoming.endpoint(), asked.model()),
                incoming.endpoint() == Endpoint.EMBEDDINGS ? SpanKind.EMBEDDING : SpanKind.GENERATION,
                SpanSource.GATEWAY,
                incoming.startedAt(),
                end,
                failure == null
                        ? Span.SpanStatus.OK
                        : Span.SpanStatus.failed(failure.kind().word(), failure.message()),
                generation(call, asked, replied),
                dimensions(incoming.facts(), asked),
                Json.MAPPER.valueToTree(asked.input()),
                replied.output().isEmpty() ? null : Json.MAPPER.valueToTree(replied.output()),
                incoming.requestId(),
                SCOPE,
                incoming.simulated(),
                replied.truncated() || call.reply().isCut(),
                attributes(call),
                null,
                List.of());
    }

    private Span.Generation generation(FinishedCall call, RequestFacts asked, ReplyFacts replied) {
        Incoming incoming = call.incoming();
        var counted = replied.usage();
        var usage = new Span.Usage(
                counted.input(),
                counted.output(),
                counted.cacheRead(),
                counted.cacheWrite(),
                counted.reasoning(),
                counted.audioInput(),
                counted.audioOutput(),
                counted.serviceTier());
        String served = replied.model() == null ? asked.model() : replied.model();
        return new Span.Generation(
                incoming.provider(),
                asked.model(),
                replied.model(),
                asked.parameters(),
                asked.tools(),
                replied.finishReasons(),
                usage,
                cost(incoming, served, usage),
                asked.streaming() ? call.timeToFirstToken() : null,
                asked.streaming(),
                replied.responseId());
    }

    /** By the prices of the provider's own name, or else by those of the vendor whose address it has. */
    private Span.Cost cost(Incoming incoming, @Nullable String model, Span.Usage usage) {
        var cost = pricing.cost(incoming.provider(), model, incoming.startedAt(), usage);
        String vendor = incoming.vendor();
        return cost.usd() != null || vendor == null || vendor.equals(incoming.provider())
                ? cost
                : pricing.cost(vendor, model, incoming.startedAt(), usage);
    }

    private static Span.Dimensions dimensions(CallFacts facts, RequestFacts asked) {
        var metadata = new HashMap<>(asked.metadata());
        metadata.putAll(facts.metadata());
        if (facts.unit() != null) {
            metadata.put("unit", facts.unit());
        }
        var prompt = facts.prompts().isEmpty() ? null : facts.prompts().getFirst();
        String user = facts.user() == null ? asked.userId() : facts.user();
        return new Span.Dimensions(
                user,
                facts.session(),
                facts.environment(),
                facts.release(),
                facts.app(),
                prompt == null ? null : prompt.name(),
                prompt == null ? null : prompt.version(),
                facts.tags(),
                metadata);
    }

    private static ReplyFacts reply(FinishedCall call) {
        var streamed = call.streamed();
        if (streamed != null) {
            return streamed;
        }
        if (call.status() == 0) {
            return ReplyFacts.failed(ErrorKind.UPSTREAM_ERROR, "the provider did not answer");
        }
        if (call.reply().isCut()) {
            return new ReplyFacts(List.of(), List.of(), TokenUsage.UNKNOWN, null, null, null, true);
        }
        byte[] bytes = decoded(call.reply().bytes(), call.contentEncoding());
        return ReplyFacts.read(call.incoming().endpoint(), call.status(), call.contentType(), bytes);
    }

    private static byte[] decoded(byte[] bytes, @Nullable String encoding) {
        if (encoding == null || !encoding.toLowerCase(Locale.ROOT).contains("gzip")) {
            return bytes;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            var out = new ByteArrayOutputStream();
            out.write(in.readNBytes(MOST_DECODED));
            return out.toByteArray();
        } catch (IOException e) {
            return bytes;
        }
    }

    private static @Nullable ObjectNode attributes(FinishedCall call) {
        ObjectNode attributes = Json.MAPPER.createObjectNode();
        if (call.status() != 0) {
            attributes.put("http.response.status_code", call.status());
        }
        if (call.providerRequestId() != null) {
            attributes.put("stet.provider.request_id", call.providerRequestId());
        }
        served(call.incoming().facts(), attributes);
        return attributes.isEmpty() ? null : attributes;
    }

    /** By what exactly the request was made: digests tell whether two calls were asked the same way. */
    private static void served(CallFacts facts, ObjectNode attributes) {
        var served = facts.served();
        if (served == null) {
            return;
        }
        attributes.put("stet.release.digest", served.digest()).put("stet.release.step", served.step());
        if (served.attempt() != null) {
            attributes.put("stet.attempt", served.attempt());
        }
        var prompts = attributes.putArray("stet.prompts");
        for (UsedPrompt prompt : facts.prompts()) {
            prompts.addObject()
                    .put("name", prompt.name())
                    .put("version", prompt.version())
                    .put("digest", prompt.digest());
        }
    }

    private static String name(Endpoint endpoint, @Nullable String model) {
        String operation = switch (endpoint) {
            case CHAT_COMPLETIONS, RESPONSES, MESSAGES -> "chat";
            case COMPLETIONS -> "text_completion";
            case EMBEDDINGS -> "embeddings";
        };
        return model == null ? operation : operation + " " + model;
    }
}
