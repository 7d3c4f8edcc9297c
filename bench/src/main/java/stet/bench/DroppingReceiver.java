package stet.bench;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** The least a receiver of traces can do: read the request, decode it on a virtual thread, answer, and forget it. */
public final class DroppingReceiver {
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    private DroppingReceiver() {}

    public static void main(String[] args) {
        int port = Workplace.freePort();
        int loops = Runtime.getRuntime().availableProcessors();
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
        var receiver = new DroppingReceiver();
        for (int loop = 0; loop < loops; loop++) {
            vertx.createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
                    .requestHandler(receiver::take)
                    .listen(port, "127.0.0.1")
                    .await();
        }
        System.out.println("ready http://127.0.0.1:" + port);
    }

    private void take(HttpServerRequest request) {
        boolean json = "application/json".equals(request.getHeader("content-type"));
        request.body()
                .onSuccess(body -> workers.execute(() -> {
                    boolean decoded = json ? readsJson(body) : readsProtobuf(body);
                    request.response().setStatusCode(decoded ? 200 : 400).end();
                }));
    }

    private static boolean readsJson(Buffer body) {
        return JsonMapper.shared().readTree(body.getBytes()).has("resourceSpans");
    }

    private static boolean readsProtobuf(Buffer body) {
        try {
            return ExportTraceServiceRequest.parseFrom(body.getBytes()).getResourceSpansCount() > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
