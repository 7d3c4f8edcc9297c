package stet.compat.promptlayer;

import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;
import stet.access.Callers;
import stet.models.providers.Providers;
import stet.platform.http.Api;
import stet.registry.Registry;
import stet.traces.AmendmentSink;
import stet.traces.Pricing;
import stet.traces.ScoreSink;
import stet.traces.SpanSink;

/** Serves PromptLayer's client libraries, pointed here by their base URL. */
public final class PromptLayerFeature {
    private final TrackRoutes tracks;
    private final TemplateRoutes templates;

    private PromptLayerFeature(TrackRoutes tracks, TemplateRoutes templates) {
        this.tracks = tracks;
        this.templates = templates;
    }

    /**
     * Where prompts are, and how one becomes a request to a model.
     *
     * @param publicUrl where this server is reached
     */
    public record Prompts(Registry registry, Rendering rendering, Providers providers, Supplier<URI> publicUrl) {}

    /**
     * Where logged requests go, and what is said of them.
     *
     * @param pressure refuses when no more can be taken in
     */
    public record Sinks(
            SpanSink spans, AmendmentSink amendments, ScoreSink scores, Pricing pricing, Runnable pressure) {}

    public static PromptLayerFeature create(Callers callers, Sinks sinks, Prompts prompts, InstantSource clock) {
        var known = new PromptLayerCallers(callers);
        var templates = new Templates(prompts.registry(), prompts.rendering(), prompts.providers(), callers);
        return new PromptLayerFeature(
                new TrackRoutes(known, sinks, templates, clock),
                new TemplateRoutes(templates, known, prompts.publicUrl()));
    }

    public void declare(Api api) {
        tracks.declare(api);
        templates.declare(api);
    }
}
