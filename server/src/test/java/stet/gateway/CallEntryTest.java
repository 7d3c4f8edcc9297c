package stet.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stet.models.Endpoint;
import stet.models.ErrorKind;
import stet.models.Failure;
import stet.models.wire.RequestHead;
import stet.traces.Span;

class CallEntryTest {
    private static final UUID PROJECT = new UUID(1, 2);
    private static final String ASKED = """
            {"model":"gpt-5","temperature":0.2,"user":"ada","messages":[{"role":"user","content":"grüße 😀"}],\
            "stet":{"session":"s-1","tags":["a"],"metadata":{"plan":"team"}}}""";
    private static final String REPLIED = """
            {"id":"c-1","model":"gpt-5-2026","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},\
            "finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":3}}""";

    private final CallSpans spans = new CallSpans((provider, _, _, _) -> "openai".equals(provider)
            ? new Span.Cost(BigDecimal.ONE, "test", null, Map.of())
            : Span.Cost.unknown("no prices of " + provider));

    @Test
    void aCallReadLaterIsTheSpanItWouldHaveBeenAtOnce() throws IOException {
        var plain = call(200, null, REPLIED.getBytes(UTF_8), null);
        var zipped = call(200, "gzip", gzipped(REPLIED), null);

        var later = CallEntry.read(PROJECT, CallEntry.write(List.of(plain, zipped)));

        assertThat(later).extracting(spans::of).containsExactly(spans.of(plain), spans.of(zipped));
        assertThat(spans.of(later.getLast()).dimensions().sessionId()).isEqualTo("s-1");
        assertThat(String.valueOf(spans.of(later.getLast()).output())).contains("Hello");
    }

    @Test
    void aProviderUnderANameOfItsOwnHasThePricesOfTheVendorWhoseAddressItHas() {
        var generation =
                spans.of(call(200, null, REPLIED.getBytes(UTF_8), null)).generation();

        assertThat(generation).isNotNull();
        assertThat(generation.provider()).isEqualTo("prod-openai");
        assertThat(generation.cost().usd()).isEqualByComparingTo("1");
    }

    @Test
    void aStoredCallWhoseContentCannotBeReadIsStillToldOf() {
        var failing = new CallSpans((_, model, _, _) -> {
            if (model != null) {
                throw new IllegalStateException("a bug while reading");
            }
            return Span.Cost.unknown("no model");
        });

        var span = failing.ofStored(call(200, null, REPLIED.getBytes(UTF_8), null));

        assertThat(span.requestId()).isEqualTo("req_1");
        assertThat(span.truncated()).isTrue();
        assertThat(span.output()).isNull();
    }

    @Test
    void onlyAPlainCallThatSucceededAndIsSmallCanWait() {
        byte[] reply = REPLIED.getBytes(UTF_8);
        assertThat(CallEntry.suits(call(200, null, reply, null))).isTrue();
        assertThat(CallEntry.suits(call(429, null, reply, null))).isFalse();
        assertThat(CallEntry.suits(call(200, null, new byte[600 * 1024], null))).isFalse();
        assertThat(CallEntry.suits(call(200, null, reply, new Failure(ErrorKind.CANCELLED, "the client left"))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 100, 500})
    void anEntryThatLacksItsEndIsRefusedAsAWhole(int missing) {
        byte[] entry = CallEntry.write(List.of(call(200, null, REPLIED.getBytes(UTF_8), null)));

        byte[] torn = Arrays.copyOf(entry, entry.length - missing);

        assertThatThrownBy(() -> CallEntry.read(PROJECT, torn)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void anEntryOfAnotherVersionIsRefused() {
        assertThatThrownBy(() -> CallEntry.read(PROJECT, new byte[] {9, 0, 0})).hasMessageContaining("another version");
    }

    private static FinishedCall call(int status, @Nullable String encoding, byte[] reply, @Nullable Failure failure) {
        byte[] body = ASKED.getBytes(UTF_8);
        var facts = CallFacts.of(
                MultiMap.caseInsensitiveMultiMap().add("stet-tags", "b"), body, (RequestHead) RequestHead.scan(body));
        var incoming = new Incoming(
                PROJECT,
                "req_1",
                Endpoint.CHAT_COMPLETIONS,
                TraceContext.from("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                facts,
                Instant.parse("2026-11-23T10:00:00.123456Z"),
                0,
                0,
                body,
                "prod-openai",
                "openai",
                false);
        return new FinishedCall(
                incoming,
                Duration.ofNanos(123_456_000),
                Duration.ofNanos(100_000_000),
                status,
                "application/json",
                encoding,
                null,
                Capture.of(reply),
                "up-1",
                failure);
    }

    private static byte[] gzipped(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }
}
