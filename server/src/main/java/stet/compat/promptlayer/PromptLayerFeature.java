package stet.compat.promptlayer;

import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;
import stet.access.Callers;
import stet.models.providers.Providers;
import stet.platform.http.Api;
import stet.registry.Registry;
import stet.registry.imports.ForeignArtifacts;
import stet.traces.AmendmentSink;
import stet.traces.Masking;
import stet.traces.Pricing;
import stet.traces.ScoreSink;
import stet.traces.SpanSink;
import stet.traces.TraceStore;

/** Serves PromptLayer's client libraries, pointed here by their base URL. */
public final class PromptLayerFeature {
    private final TrackRoutes tracks;
    private final TemplateRoutes templates;
    private final LabelRoutes labels;

    private final RequestRoutes requests;
    private final SpanRoutes spans;

    private PromptLayerFeature(
            TrackRoutes tracks,
            TemplateRoutes templates,
            LabelRoutes labels,
            RequestRoutes requests,
            SpanRoutes spans) {
        this.tracks = tracks;
        this.templates = templates;
        this.labels = labels;
        this.requests = requests;
        this.spans = spans;
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

    /**
     * Where what was logged and traced is found again.
     *
     * @param masking is done to spans before a convention is read
     */
    public record Telemetry(TraceStore traces, Masking masking) {}

    public static PromptLayerFeature create(
            Callers callers, Sinks sinks, Telemetry telemetry, Prompts prompts, InstantSource clock) {
        var known = new PromptLayerCallers(callers);
        var templates = new Templates(prompts.registry(), prompts.rendering(), prompts.providers(), callers);
        var labels = new LabelRoutes(new ReleaseLabels(prompts.registry(), templates), templates, known, clock);
        return new PromptLayerFeature(
                new TrackRoutes(known, sinks, templates, clock),
                new TemplateRoutes(templates, labels, known, prompts.publicUrl()),
                labels,
                new RequestRoutes(telemetry.traces(), templates, known, clock),
                new SpanRoutes(sinks, telemetry.masking(), telemetry.traces(), known, clock));
    }

    /** Reads what is exported there. */
    public static ForeignArtifacts exports() {
        return new TemplateExport();
    }

    public void declare(Api api) {
        tracks.declare(api);
        labels.declare(api);
        requests.declare(api);
        spans.declare(api);
        templates.declare(api);
    }
}
