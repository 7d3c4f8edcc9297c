package stet.platform.outbound;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import stet.platform.Threads;

/**
 * Sends requests to addresses that users name. A name is looked up once, what it stands for is checked, and the connection goes to
 * the very address that was checked; redirects are not followed, answers are cut short, and nothing takes longer than the limit.
 */
public final class Outbound implements AutoCloseable {
    /** How long a whole exchange may take, looking up the name included. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    /** So much of an answer is read. */
    public static final int MOST_BYTES = 4 * 1024;

    private static final int CONNECT_MILLIS = 5_000;
    private static final int AT_ONCE = 64;

    private final Destinations destinations;
    private final Duration limit;
    private final HttpClient client;
    private final ExecutorService lookups = Threads.virtual("outbound");

    public Outbound(Vertx vertx, Destinations destinations) {
        this(vertx, destinations, LIMIT);
    }

    Outbound(Vertx vertx, Destinations destinations, Duration limit) {
        this.destinations = destinations;
        this.limit = limit;
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setKeepAlive(false)
                        .setDecompressionSupported(false)
                        .setMaxHeaderSize(MOST_BYTES * 4),
                new PoolOptions().setHttp1MaxSize(AT_ONCE));
    }

    /** What came of sending. */
    public sealed interface Sent {
        /**
         * The other side answered.
         *
         * @param body the beginning of what it said
         */
        record Answered(int status, String body, @Nullable String retryAfter) implements Sent {}

        /** It did not, or may not be asked. */
        record Failed(String why) implements Sent {}
    }

    /** Posts bytes, and waits for what comes of it. */
    public Sent post(URI url, Map<String, String> headers, byte[] body) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        InetAddress[] addresses;
        try {
            addresses = lookups.submit(() -> InetAddress.getAllByName(host(url)))
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return new Sent.Failed(
                    e.getCause() instanceof UnknownHostException
                            ? "there is no host '" + url.getHost() + "'"
                            : "the name '" + url.getHost() + "' could not be looked up");
        }
        for (var address : addresses) {
            var refused = destinations.refusal(address);
            if (refused.isPresent()) {
                return new Sent.Failed("'" + url.getHost() + "' may not be sent to: " + refused.get());
            }
        }
        return exchange(url, addresses[0], headers, body, until);
    }

    private Sent exchange(URI url, InetAddress address, Map<String, String> headers, byte[] body, long until)
            throws InterruptedException {
        var made = new AtomicReference<HttpClientRequest>();
        var done = new CompletableFuture<Sent>();
        client.request(options(url, address))
                .compose(request -> {
                    made.set(request);
                    headers.forEach(request::putHeader);
                    return request.send(Buffer.buffer(body));
                })
                .onSuccess(response -> read(response, done))
                .onFailure(e -> done.complete(new Sent.Failed(reason(e))));
        try {
            return done.get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Sent.Failed("no whole answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            var request = made.get();
            if (request != null) {
                request.connection().close();
            }
        }
    }

    private static void read(HttpClientResponse response, CompletableFuture<Sent> done) {
        var read = Buffer.buffer();
        Runnable end = () -> done.complete(new Sent.Answered(
                response.statusCode(),
                new String(read.getBytes(0, Math.min(read.length(), MOST_BYTES)), StandardCharsets.UTF_8),
                response.getHeader("retry-after")));
        response.handler(part -> {
            if (read.length() < MOST_BYTES) {
                read.appendBuffer(part);
            }
            if (read.length() >= MOST_BYTES) {
                end.run();
            }
        });
        response.endHandler(_ -> end.run());
        response.exceptionHandler(e -> done.complete(new Sent.Failed(reason(e))));
    }

    private static RequestOptions options(URI url, InetAddress address) {
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() < 0 ? (tls ? 443 : 80) : url.getPort();
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setHost(host(url))
                .setPort(port)
                .setSsl(tls)
                .setFollowRedirects(false)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
    }

    private static String host(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String reason(Throwable e) {
        String said = e.getMessage();
        return said == null
                ? e.getClass().getSimpleName()
                : said.lines().findFirst().orElse(said);
    }

    @Override
    public void close() {
        lookups.shutdownNow();
        client.close();
    }
}
