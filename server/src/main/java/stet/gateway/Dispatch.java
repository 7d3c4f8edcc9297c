package stet.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import stet.models.providers.Provider;

/** Sends admitted requests to their providers. One for each event loop. */
record Dispatch(HttpClient client) {

    /**
     * Starts an exchange.
     *
     * @param plain whether the answer must not be compressed, because it is read on its way
     */
    void start(Exchange exchange, Admitted admitted, Provider provider, boolean plain, Buffer body) {
        var request = admitted.request();
        var target = provider.target();
        var options = new RequestOptions()
                .setMethod(request.method())
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setURI(target.path()
                        + admitted.errand().path()
                        + HopHeaders.query(request.query(), admitted.ownKeyHeader()));
        client.request(options).onComplete(made -> {
            if (made.failed()) {
                exchange.unreachable("provider '" + provider.name() + "' cannot be reached at " + target + " ("
                        + Exchange.reason(made.cause()) + ")");
                return;
            }
            HttpClientRequest ready = made.result();
            HopHeaders.toProvider(request.headers(), ready.headers(), admitted.ownKeyHeader());
            if (!admitted.ownKeyHeader()) {
                provider.authorize(ready.headers()::set);
            }
            String encoding = HopHeaders.acceptEncoding(request.getHeader("accept-encoding"), plain);
            ready.headers().remove("accept-encoding");
            if (encoding != null) {
                ready.putHeader("accept-encoding", encoding);
            }
            exchange.send(ready, body);
        });
    }
}
