package stet.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerEventsTest {
    private static final EventStream.Times QUICK =
            new EventStream.Times(Duration.ofMillis(300), Duration.ofMillis(100), Duration.ofSeconds(20));

    private final ServerEvents events = new ServerEvents(2, QUICK);
    private final LinkedBlockingQueue<EventStream> opened = new LinkedBlockingQueue<>();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicBoolean allowed = new AtomicBoolean(true);
    private final CompletableFuture<String> interrupted = new CompletableFuture<>();
    private ServedApi served;

    @BeforeEach
    void serve() throws Exception {
        var api = new Api();
        api.get("/api/v1/news", "News")
                .answersFile(200, "text/event-stream")
                .by(call -> events.open(call, this::requireAllowed, stream -> {
                    stream.onEnd(ended::incrementAndGet);
                    opened.add(stream);
                }));
        api.get("/api/v1/count", "Counts to two")
                .answersFile(200, "text/event-stream")
                .by(call -> events.made(call, this::requireAllowed, stream -> {
                    stream.send(ServerEvent.json(null, "number", 1));
                    stream.send(ServerEvent.json(null, "number", 2));
                }));
        api.get("/api/v1/refused", "Gives up")
                .answersFile(200, "text/event-stream")
                .by(call -> events.made(call, this::requireAllowed, _ -> {
                    throw new Problem.NotFound("model", "gpt-0");
                }));
        api.get("/api/v1/long", "Waits for ever")
                .answersFile(200, "text/event-stream")
                .by(call -> events.made(call, this::requireAllowed, stream -> {
                    stream.send(new ServerEvent(null, null, "begun"));
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.complete("interrupted");
                        throw e;
                    }
                }));
        served = new ServedApi(api);
    }

    @AfterEach
    void stop() {
        events.close();
        served.close();
    }

    @Test
    void anEventArrivesAsItIsOffered() throws Exception {
        try (var reader = new Reader("/api/v1/news", "last-event-id: n-41\r\n")) {
            var stream = opened();
            assertThat(stream.lastId()).isEqualTo(Optional.of("n-41"));
            assertThat(reader.head())
                    .contains("HTTP/1.1 200 OK")
                    .contains("content-type: text/event-stream")
                    .contains("cache-control: no-store, no-transform")
                    .contains("x-accel-buffering: no");
            assertThat(reader.line()).isEqualTo("retry: 3000");

            assertThat(stream.offer(new ServerEvent("n-42", "changed", "two\nlines")))
                    .isTrue();

            assertThat(reader.block()).containsExactly("id: n-42", "event: changed", "data: two", "data: lines");
        }
    }

    @Test
    void silenceIsBrokenByAComment() throws Exception {
        try (var reader = new Reader("/api/v1/news", "")) {
            assertThat(reader.block()).containsExactly("retry: 3000");

            assertThat(reader.block()).containsExactly(":");
            assertThat(reader.block()).containsExactly(":");
        }
    }

    @Test
    void aReaderThatLeavesEndsItsStreamAtOnce() throws Exception {
        try (var reader = new Reader("/api/v1/news", "")) {
            assertThat(reader.block()).containsExactly("retry: 3000");
            assertThat(events.openNow()).isEqualTo(1);
        }

        await().atMost(Duration.ofSeconds(5)).until(() -> ended.get() == 1 && events.openNow() == 0);
        assertThat(opened().offer(new ServerEvent(null, null, "too late"))).isFalse();
    }

    @Test
    void aReaderThatDoesNotReadLosesItsStreamInsteadOfFillingTheMemory() throws Exception {
        try (var reader = new Reader("/api/v1/news", "")) {
            assertThat(reader.block()).containsExactly("retry: 3000");
            var stream = opened();
            var event = new ServerEvent(null, null, "x".repeat(100_000));

            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> !stream.offer(event));

            await().atMost(Duration.ofSeconds(5)).until(() -> ended.get() == 1 && events.openNow() == 0);
        }
    }

    @Test
    void moreStreamsThanMayBeOpenAreRefusedInWords() throws Exception {
        try (var one = new Reader("/api/v1/news", "");
                var two = new Reader("/api/v1/news", "")) {
            assertThat(one.block()).containsExactly("retry: 3000");
            assertThat(two.block()).containsExactly("retry: 3000");

            try (var three = new Reader("/api/v1/news", "")) {
                assertThat(three.head()).contains("503").contains("retry-after: 10");
                assertThat(three.line()).contains("2 streams of events").contains("STET_EVENT_STREAMS");
            }
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> events.openNow() == 0);
        try (var again = new Reader("/api/v1/news", "")) {
            assertThat(again.block()).containsExactly("retry: 3000");
        }
    }

    @Test
    void aStreamEndsWhenItsReaderMayNoLongerRead() throws Exception {
        try (var reader = new Reader("/api/v1/news", "")) {
            assertThat(reader.block()).containsExactly("retry: 3000");

            allowed.set(false);

            assertThat(reader.rest()).doesNotContain("data:");
            assertThat(ended).hasValue(1);
        }
    }

    @Test
    void stoppingEndsEveryStreamAndRefusesLaterOnes() throws Exception {
        try (var reader = new Reader("/api/v1/news", "")) {
            assertThat(reader.block()).containsExactly("retry: 3000");
            var stream = opened();
            assertThat(stream.offer(new ServerEvent(null, null, "the last"))).isTrue();

            events.close();

            assertThat(reader.rest()).contains("data: the last");
            await().atMost(Duration.ofSeconds(5)).until(() -> ended.get() == 1);
        }
        try (var late = new Reader("/api/v1/news", "")) {
            assertThat(late.head()).contains("503");
        }
    }

    @Test
    void aMakersEventsAreAllSentBeforeItsStreamEnds() throws Exception {
        try (var reader = new Reader("/api/v1/count", "")) {
            assertThat(reader.rest()).contains("data: 1", "data: 2");
        }
    }

    @Test
    void aMakersRefusalIsItsLastEvent() throws Exception {
        try (var reader = new Reader("/api/v1/refused", "")) {
            assertThat(reader.rest()).contains("event: problem").contains("there is no model 'gpt-0'");
        }
    }

    @Test
    void aMakerIsInterruptedWhenItsReaderLeaves() throws Exception {
        try (var reader = new Reader("/api/v1/long", "")) {
            assertThat(reader.block()).containsExactly("retry: 3000");
            assertThat(reader.block()).containsExactly("data: begun");
        }

        assertThat(interrupted.get(5, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }

    private void requireAllowed() {
        if (!allowed.get()) {
            throw new Problem.Unauthenticated("signed out");
        }
    }

    private EventStream opened() throws InterruptedException {
        var stream = opened.poll(5, TimeUnit.SECONDS);
        assertThat(stream).isNotNull();
        return stream;
    }

    /** Reads a chunked answer from a socket of its own. */
    private final class Reader implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;
        private boolean headRead;

        Reader(String path, String headers) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), served.url().getPort());
            socket.setSoTimeout(10_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\n" + headers + "\r\n")
                            .getBytes(UTF_8));
        }

        String head() throws IOException {
            var head = new StringBuilder();
            for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
            }
            headRead = true;
            return head.toString();
        }

        /** The next line that is no chunk's length. */
        String line() throws IOException {
            if (!headRead) {
                head();
            }
            var line = in.readLine();
            while (line != null && line.matches("[0-9a-fA-F]+")) {
                line = in.readLine();
            }
            return line == null ? "the end" : line;
        }

        /** The lines up to an empty one. */
        List<String> block() throws IOException {
            var lines = new ArrayList<String>();
            for (var line = line(); !line.equals("the end"); line = line()) {
                if (!line.isEmpty()) {
                    lines.add(line);
                } else if (!lines.isEmpty()) {
                    return lines;
                }
            }
            throw new IOException("the stream ended after " + lines);
        }

        String rest() throws IOException {
            var rest = new StringBuilder();
            for (var line = line(); !line.equals("the end"); line = line()) {
                rest.append(line).append('\n');
            }
            return rest.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
