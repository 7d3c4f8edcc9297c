package stet.compat.promptlayer;

import java.time.InstantSource;
import stet.access.Callers;
import stet.platform.http.Api;
import stet.traces.AmendmentSink;
import stet.traces.Pricing;
import stet.traces.ScoreSink;
import stet.traces.SpanSink;

/** Serves PromptLayer's client libraries, pointed here by their base URL. */
public final class PromptLayerFeature {
    private final TrackRoutes tracks;

    private PromptLayerFeature(TrackRoutes tracks) {
        this.tracks = tracks;
    }

    /**
     * Where logged requests go, and what is said of them.
     *
     * @param pressure refuses when no more can be taken in
     */
    public record Sinks(
            SpanSink spans, AmendmentSink amendments, ScoreSink scores, Pricing pricing, Runnable pressure) {}

    public static PromptLayerFeature create(Callers callers, Sinks sinks, InstantSource clock) {
        var known = new PromptLayerCallers(callers);
        return new PromptLayerFeature(new TrackRoutes(known, sinks, clock));
    }

    public void declare(Api api) {
        tracks.declare(api);
    }
}
