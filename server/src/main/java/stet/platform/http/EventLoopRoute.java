package stet.platform.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** A part of the surface that is served on the event loop and must never block it. */
public interface EventLoopRoute {
    boolean owns(HttpMethod method, String path);

    /** Serves the request to its end, whatever happens; the request id header is already set on the response. */
    void serve(HttpServerRequest request, String path, String requestId);
}
