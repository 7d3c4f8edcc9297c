package stet.bench;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Conversations of a support agent as traces, the same for the same seed: an agent span with two turns, each a model call, a tool
 * call and a model call. Every span holds about the same amount of text.
 */
final class SpanBatches {
    private static final String[] WORDS = words();
    /** How the id of a model's answer begins. */
    static final String RESPONSE = "chatcmpl-";

    private static final int CALLS_IN_A_TURN = 3;
    private static final int TURNS = 2;

    private final SplittableRandom random;
    private final int textBytes;
    private long nanos;

    SpanBatches(long seed, int textBytes, Instant end) {
        this.random = new SplittableRandom(seed);
        this.textBytes = textBytes;
        this.nanos = end.getEpochSecond() * 1_000_000_000L - 3_600_000_000_000L;
    }

    /** A request with so many spans; the last trace of it may be cut short. */
    ExportTraceServiceRequest next(int spans) {
        var request = ExportTraceServiceRequest.newBuilder();
        var resource = request.addResourceSpansBuilder();
        resource.getResourceBuilder()
                .addAttributes(text("service.name", "billing-bot"))
                .addAttributes(text("service.version", "1.4.0"))
                .addAttributes(text("deployment.environment.name", "production"))
                .addAttributes(text("telemetry.sdk.language", "java"));
        var scope = resource.addScopeSpansBuilder();
        scope.getScopeBuilder().setName("billing.agent").setVersion("2.3.0");
        while (scope.getSpansCount() < spans) {
            trace(scope, spans);
        }
        return request.build();
    }

    private void trace(ScopeSpans.Builder scope, int most) {
        var trace = new ArrayList<Span>();
        ByteString traceId = bytes(16);
        ByteString agentId = bytes(8);
        long start = nanos;
        String session = "session-" + random.nextInt(100_000);
        String user = "user-" + random.nextInt(20_000);
        for (int turn = 0; turn < TURNS; turn++) {
            for (int call = 0; call < CALLS_IN_A_TURN; call++) {
                var span = call == 1 ? tool() : chat(session, user);
                trace.add(span.setTraceId(traceId).setParentSpanId(agentId).build());
            }
        }
        trace.add(span("invoke_agent Billing", Span.SpanKind.SPAN_KIND_INTERNAL)
                .setTraceId(traceId)
                .setSpanId(agentId)
                .setStartTimeUnixNano(start)
                .addAttributes(text("gen_ai.operation.name", "invoke_agent"))
                .addAttributes(text("gen_ai.agent.name", "Billing"))
                .addAttributes(text("gen_ai.conversation.id", session))
                .addAttributes(text("user.id", user))
                .addAttributes(text("gen_ai.input.messages", "[" + message("user", textBytes / 2, "") + "]"))
                .addAttributes(text("gen_ai.output.messages", "[" + message("assistant", textBytes / 2, "stop") + "]"))
                .build());
        for (Span span : trace) {
            if (scope.getSpansCount() < most) {
                scope.addSpans(span);
            }
        }
    }

    private Span.Builder chat(String session, String user) {
        int input = 200 + random.nextInt(3_000);
        return span("chat gpt-4o-mini", Span.SpanKind.SPAN_KIND_CLIENT)
                .addAttributes(text("gen_ai.operation.name", "chat"))
                .addAttributes(text("gen_ai.provider.name", "openai"))
                .addAttributes(text("gen_ai.request.model", "gpt-4o-mini"))
                .addAttributes(text("gen_ai.response.model", "gpt-4o-mini-2024-07-18"))
                .addAttributes(text("gen_ai.response.id", RESPONSE + "%016x".formatted(random.nextLong())))
                .addAttributes(number("gen_ai.request.max_tokens", 800))
                .addAttributes(KeyValue.newBuilder()
                        .setKey("gen_ai.request.temperature")
                        .setValue(AnyValue.newBuilder().setDoubleValue(0.2)))
                .addAttributes(number("gen_ai.usage.input_tokens", input))
                .addAttributes(number("gen_ai.usage.output_tokens", 20 + random.nextInt(400)))
                .addAttributes(number("gen_ai.usage.cache_read.input_tokens", random.nextInt(input)))
                .addAttributes(KeyValue.newBuilder()
                        .setKey("gen_ai.response.finish_reasons")
                        .setValue(AnyValue.newBuilder()
                                .setArrayValue(ArrayValue.newBuilder()
                                        .addValues(AnyValue.newBuilder().setStringValue("stop")))))
                .addAttributes(text("gen_ai.conversation.id", session))
                .addAttributes(text("user.id", user))
                .addAttributes(text("server.address", "api.openai.com"))
                .addAttributes(number("server.port", 443))
                .addAttributes(text(
                        "gen_ai.input.messages",
                        "[" + message("system", textBytes / 4, "") + "," + message("user", textBytes / 4, "") + ","
                                + message("assistant", textBytes / 8, "") + "," + message("user", textBytes / 8, "")
                                + "]"))
                .addAttributes(text("gen_ai.output.messages", "[" + message("assistant", textBytes / 4, "stop") + "]"));
    }

    private Span.Builder tool() {
        return span("execute_tool find_invoice", Span.SpanKind.SPAN_KIND_INTERNAL)
                .addAttributes(text("gen_ai.operation.name", "execute_tool"))
                .addAttributes(text("gen_ai.tool.name", "find_invoice"))
                .addAttributes(text("gen_ai.tool.call.id", "call_" + Long.toHexString(random.nextLong())))
                .addAttributes(
                        text("gen_ai.tool.call.arguments", "{\"number\":\"INV-" + random.nextInt(100_000) + "\"}"))
                .addAttributes(
                        text("gen_ai.tool.call.result", "{\"found\":true,\"text\":\"" + prose(textBytes) + "\"}"));
    }

    private Span.Builder span(String name, Span.SpanKind kind) {
        long start = nanos;
        nanos += 1_000_000L + random.nextInt(2_000_000);
        return Span.newBuilder()
                .setSpanId(bytes(8))
                .setName(name)
                .setKind(kind)
                .setFlags(257)
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(nanos);
    }

    private String message(String role, int bytes, String finishReason) {
        String end = finishReason.isEmpty() ? "" : ",\"finish_reason\":\"" + finishReason + "\"";
        return "{\"role\":\"" + role + "\",\"parts\":[{\"type\":\"text\",\"content\":\"" + prose(bytes) + "\"}]" + end
                + "}";
    }

    private String prose(int bytes) {
        var text = new StringBuilder(bytes + 16);
        while (text.length() < bytes) {
            // Squaring makes some words common and most rare, as in language.
            double rank = random.nextDouble();
            text.append(WORDS[(int) (rank * rank * WORDS.length)]).append(random.nextInt(12) == 0 ? ".\\n" : " ");
        }
        return text.toString();
    }

    private ByteString bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[length - 1] |= 1;
        return ByteString.copyFrom(bytes);
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static KeyValue number(String key, long value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setIntValue(value))
                .build();
    }

    private static String[] words() {
        var random = new SplittableRandom(7);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            var word = new StringBuilder();
            for (int letters = 2 + random.nextInt(9); letters > 0; letters--) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words.add(word.toString());
        }
        words.set(0, "the");
        words.set(1, "Grüße");
        return words.toArray(String[]::new);
    }
}
