package stet.compat.langfuse;

import java.time.InstantSource;
import stet.access.Callers;
import stet.platform.http.Api;
import stet.registry.Registry;
import stet.registry.imports.ForeignArtifacts;
import stet.traces.AmendmentSink;
import stet.traces.Masking;
import stet.traces.Pricing;
import stet.traces.ScoreSink;
import stet.traces.SpanSink;
import stet.traces.conventions.Conventions;

/** Serves Langfuse's client libraries, pointed here by their base URL. */
public final class LangfuseFeature {
    private final IngestionRoutes ingestion;
    private final PromptRoutes prompts;
    private final MediaRoutes media;

    private LangfuseFeature(IngestionRoutes ingestion, PromptRoutes prompts, MediaRoutes media) {
        this.ingestion = ingestion;
        this.prompts = prompts;
        this.media = media;
    }

    /**
     * Where what clients tell goes.
     *
     * @param pressure refuses when no more can be taken in
     */
    public record Sinks(
            SpanSink spans,
            AmendmentSink amendments,
            ScoreSink scores,
            Masking masking,
            Pricing pricing,
            Runnable pressure) {}

    public static LangfuseFeature create(Callers callers, Sinks sinks, Registry registry, InstantSource clock) {
        var ingestion = new IngestionRoutes(
                new Ingestion(
                        sinks.spans(),
                        sinks.amendments(),
                        sinks.scores(),
                        sinks.masking(),
                        new Conventions(sinks.pricing())),
                sinks.pressure(),
                callers,
                clock);
        return new LangfuseFeature(ingestion, new PromptRoutes(registry, callers), new MediaRoutes(callers));
    }

    /** Reads what is exported there. */
    public static ForeignArtifacts exports() {
        return new PromptExport();
    }

    public void declare(Api api) {
        ingestion.declare(api);
        prompts.declare(api);
        media.declare(api);
    }
}
