package stet.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.stream.IntStream;

/** A provider that answers with a stream of 50 events, {@code ?pace=} milliseconds apart; 0 sends them as fast as they go. */
public final class EventUpstream {
    private static final List<Buffer> EVENTS = IntStream.range(0, Payloads.EVENTS)
            .mapToObj(index -> Buffer.buffer(Payloads.event(index)))
            .toList();
    private static final Buffer DONE = Buffer.buffer("data: [DONE]\n\n");

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    private EventUpstream() {}

    public static void main(String[] args) {
        var upstream = new EventUpstream();
        var server = upstream.vertx
                .createHttpServer(new HttpServerOptions().setTcpNoDelay(true).setAcceptBacklog(1024))
                .requestHandler(upstream::answer)
                .listen(0, "127.0.0.1")
                .await();
        System.out.println("ready http://127.0.0.1:" + server.actualPort());
    }

    private void answer(HttpServerRequest request) {
        int pace = Integer.parseInt(request.getParam("pace", "0"));
        request.endHandler(_ -> {
            var response = request.response().setChunked(true).putHeader("content-type", "text/event-stream");
            send(response, 0, pace);
        });
    }

    /** Each event leaves in a turn of its own, so that it is a packet of its own, as a provider's is. */
    private void send(HttpServerResponse response, int next, int pace) {
        if (response.closed()) {
            return;
        }
        if (next == EVENTS.size()) {
            response.end(DONE);
            return;
        }
        response.write(EVENTS.get(next));
        if (pace > 0) {
            vertx.setTimer(pace, _ -> send(response, next + 1, pace));
        } else {
            vertx.runOnContext(_ -> send(response, next + 1, pace));
        }
    }
}
