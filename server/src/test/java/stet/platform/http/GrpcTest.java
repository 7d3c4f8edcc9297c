package stet.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrpcTest {
    private record Reply(String status, String message, byte[] details, Buffer body) {
        /** The retry delay in the status details. */
        boolean saysWhenToRetry() {
            return new String(details, UTF_8).contains("google.rpc.RetryInfo");
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch released = new CountDownLatch(1);
    private ServedApi server;

    @BeforeEach
    void start() throws Exception {
        server = new ServedApi(
                new Api(),
                Duration.ofMillis(500),
                grpc -> grpc.unary("/a.Echo/Say", 1024, (call, encoding) -> {
                    switch (call.header("please").orElse("")) {
                        case "wait" -> throw new Problem.Unavailable("busy – wait 100%", Duration.ofMillis(2500));
                        case "slow down" -> throw new Problem.TooMany("too often", Duration.ofSeconds(1));
                        case "refuse" -> throw new Problem.Unauthenticated("who are you");
                        case "judge" -> throw new Problem.Invalid("nonsense");
                        case "fail" -> throw new IllegalStateException("secret inside");
                        case "hang" -> released.await();
                        default -> {}
                    }
                    return encoding == null ? call.body() : (encoding + " " + call.body().length).getBytes(UTF_8);
                }));
    }

    @AfterEach
    void stop() throws Exception {
        released.countDown();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aMessageIsAnsweredWithAMessageAndTheStatusInTrailers() throws Exception {
        var reply = call("/a.Echo/Say", Map.of(), frame(0, "hello"));

        assertThat(reply.status).isEqualTo("0");
        assertThat(reply.body).isEqualTo(frame(0, "hello"));
    }

    @Test
    void aCompressedMessageIsHandedOnWithItsEncoding() throws Exception {
        var reply = call("/a.Echo/Say", Map.of("grpc-encoding", "gzip"), frame(1, "zipped"));

        assertThat(reply.body.getString(5, reply.body.length())).isEqualTo("gzip 6");
    }

    @ParameterizedTest
    @CsvSource({
        "wait,      14, true,  busy – wait 100%",
        "slow down, 8,  true,  too often",
        "refuse,    16, false, who are you",
        "judge,     3,  false, nonsense"
    })
    void whatMayBeTriedAgainSaysWhen(String please, String status, boolean again, String message) throws Exception {
        var reply = call("/a.Echo/Say", Map.of("please", please), frame(0, ""));

        assertThat(reply.status).isEqualTo(status);
        assertThat(reply.saysWhenToRetry()).isEqualTo(again);
        assertThat(reply.message).isEqualTo(message);
        assertThat(reply.body.length()).isZero();
    }

    @Test
    void aBugIsInternalAndHidesItsReason() throws Exception {
        var reply = call("/a.Echo/Say", Map.of("please", "fail"), frame(0, ""));

        assertThat(reply.status).isEqualTo("13");
        assertThat(reply.message).contains("request id").doesNotContain("secret");
    }

    @Test
    void aMessageOverTheLimitIsRefusedForGood() throws Exception {
        var reply = call("/a.Echo/Say", Map.of(), frame(0, "x".repeat(5_000_000)));

        assertThat(reply.status).isEqualTo("8");
        assertThat(reply.saysWhenToRetry()).isFalse();
        assertThat(reply.message).contains("larger than the limit of 1029 bytes");
    }

    @ParameterizedTest
    @CsvSource({"/a.Echo/Shout, '', 12", "/b.Other/Say, '', 12", "/a.Echo/Say, zstd, 12", "/a.Echo/Say, '', 13"})
    void whatIsNotServedIsNamed(String path, String encoding, String status) throws Exception {
        var headers = encoding.isEmpty() ? Map.<String, String>of() : Map.of("grpc-encoding", encoding);

        assertThat(call(path, headers, frame(1, "x")).status).isEqualTo(status);
    }

    @Test
    void brokenFramesAreRefused() throws Exception {
        assertThat(call("/a.Echo/Say", Map.of(), Buffer.buffer()).status).isEqualTo("13");
        assertThat(call("/a.Echo/Say", Map.of(), frame(0, "a").appendBuffer(frame(0, "b"))).status)
                .isEqualTo("13");
        assertThat(call("/a.Echo/Say", Map.of(), frame(0, "abc").slice(0, 6)).status)
                .isEqualTo("13");
    }

    @Test
    void theCallersDeadlineIsKept() throws Exception {
        assertThat(call("/a.Echo/Say", Map.of("please", "hang", "grpc-timeout", "100m"), frame(0, "")).status)
                .isEqualTo("4");
    }

    @Test
    void overHttp1ItIsRefused() throws Exception {
        var client = vertx.createHttpClient();
        var status = client.request(HttpMethod.POST, server.url().getPort(), "127.0.0.1", "/a.Echo/Say")
                .compose(it -> it.putHeader("content-type", "application/grpc").send(frame(0, "x")))
                .map(HttpClientResponse::statusCode);

        assertThat(status.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(415);
    }

    private Reply call(String path, Map<String, String> headers, Buffer body) throws Exception {
        var client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        return client.request(HttpMethod.POST, server.url().getPort(), "127.0.0.1", path)
                .compose(request -> {
                    request.putHeader("content-type", "application/grpc").putHeader("te", "trailers");
                    headers.forEach(request::putHeader);
                    return request.send(body);
                })
                .compose(response -> response.body().map(it -> reply(response, it)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private static Reply reply(HttpClientResponse response, Buffer body) {
        String trailing = response.getTrailer("grpc-status");
        if (trailing != null) {
            return new Reply(trailing, "", new byte[0], body);
        }
        return new Reply(
                header(response, "grpc-status"),
                URLDecoder.decode(header(response, "grpc-message").replace("+", "%2B"), UTF_8),
                Base64.getDecoder().decode(header(response, "grpc-status-details-bin")),
                body);
    }

    private static String header(HttpClientResponse response, String name) {
        return String.valueOf(response.getHeader(name));
    }

    private static Buffer frame(int flag, String message) {
        byte[] bytes = message.getBytes(UTF_8);
        return Buffer.buffer().appendByte((byte) flag).appendInt(bytes.length).appendBytes(bytes);
    }
}
