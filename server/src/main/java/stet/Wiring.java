package stet;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import stet.access.AccessFeature;
import stet.access.Project;
import stet.compat.langfuse.LangfuseFeature;
import stet.compat.openfeature.OpenFeatureFeature;
import stet.compat.promptlayer.PromptLayerFeature;
import stet.compat.promptlayer.RegistryRendering;
import stet.costs.CostsFeature;
import stet.costs.ModelPricing;
import stet.datasets.DatasetFeature;
import stet.evaluations.EvaluationFeature;
import stet.evaluations.gates.SuiteGate;
import stet.evaluations.reports.ReportFeature;
import stet.evaluators.EvaluatorFeature;
import stet.evaluators.types.Families;
import stet.exports.ExportFeature;
import stet.exports.schedule.ScheduleFeature;
import stet.gateway.GatewayFeature;
import stet.markers.MarkerFeature;
import stet.models.Dialect;
import stet.models.prices.PricesFeature;
import stet.models.providers.Provider;
import stet.models.providers.ProvidersFeature;
import stet.models.providers.Target;
import stet.models.simulated.Scenario;
import stet.models.simulated.SimulatedProvider;
import stet.notices.NoticeFeature;
import stet.platform.Notices;
import stet.platform.Threads;
import stet.platform.config.Home;
import stet.platform.config.Settings;
import stet.platform.db.Events;
import stet.platform.db.Records;
import stet.platform.db.RecordsAddress;
import stet.platform.http.Api;
import stet.platform.http.BodyReader;
import stet.platform.http.Edge;
import stet.platform.http.Grpc;
import stet.platform.http.HttpTimes;
import stet.platform.http.ServerEvents;
import stet.platform.http.StaticFiles;
import stet.platform.outbound.Destinations;
import stet.platform.outbound.Outbound;
import stet.platform.secrets.Secrets;
import stet.platform.telemetry.DiskRoom;
import stet.platform.telemetry.Health;
import stet.platform.telemetry.HeapRoom;
import stet.playground.PlaygroundFeature;
import stet.prompts.PromptFeature;
import stet.registry.RegistryFeature;
import stet.registry.drafts.DraftFeature;
import stet.releases.ReleasesFeature;
import stet.traces.TraceFeature;
import stet.traces.conventions.ReportedScores;
import stet.traces.deletion.DeletionFeature;
import stet.traces.masking.MaskingFeature;
import stet.traces.otlp.OtlpFeature;
import stet.traces.otlp.Pressure;
import stet.traces.rejected.RejectedFeature;
import stet.traces.rejected.RejectedRecords;
import stet.traces.retention.RetentionFeature;
import stet.traces.unmapped.UnmappedFeature;
import stet.views.ViewFeature;
import stet.webhooks.WebhookFeature;

/** Makes every feature, top to bottom, from what the ones above it give: the architecture as a list of calls. */
final class Wiring {
    final AccessFeature access;
    final Scenario scenario;
    final RejectedRecords rejected;
    final Events events;
    final RegistryFeature registry;
    final RetentionFeature retention;
    final DeletionFeature deletion;
    final ServerEvents streams;
    private final Vertx vertx;
    private final Api api = new Api();
    private final Api otlpApi = new Api();
    private final Grpc grpc;
    private final BodyReader bodies;
    private final HttpTimes times;
    private final ExecutorService workers;
    private final GatewayFeature gateway;
    final ReleasesFeature releases;
    private final StaticFiles files = new StaticFiles();
    private final SystemFacts facts;

    /**
     * @param stet closes what is made here
     */
    Wiring(Stet stet, Stet.Start start, Home home, Vertx vertx) {
        this.vertx = vertx;
        Settings settings = start.settings();
        var clock = start.clock();

        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        stet.later(meters::close);
        new ProcessorMetrics().bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        times = new HttpTimes(meters);
        workers = stet.later(Threads.virtual("worker"));
        bodies = new BodyReader(vertx, settings.bodyDeadline(), settings.heldBodies());
        grpc = new Grpc(vertx, bodies, times, workers);

        streams = new ServerEvents(settings.eventStreams());
        meters.gauge("stet.http.event.streams", streams, ServerEvents::openNow);
        var notices = stet.later(new Notices());

        var records = stet.later(Records.open(
                settings.recordsUrl().map(RecordsAddress::parse).orElse(RecordsAddress.inHome(home.folder()))));
        var secrets = Secrets.open(home.folder(), settings.secretKey());
        access = stet.later(AccessFeature.create(records, home.folder(), settings.adminPassword(), clock));

        events = stet.later(Events.follow(records, clock));
        registry = RegistryFeature.create(records, access.callers(), clock);
        var prompts = PromptFeature.create(registry, access.callers());
        registry.reads(PromptLayerFeature.exports());
        registry.reads(LangfuseFeature.exports());

        scenario = settings.scenario().map(Scenario::read).orElseGet(Scenario::builtIn);
        List<Provider> simulated = List.of();
        if (start.demo() || settings.simulated()) {
            simulated = simulated(stet.later(SimulatedProvider.start(vertx, scenario, clock)));
        }
        var providers =
                ProvidersFeature.create(records, secrets, access.callers(), start.environment(), simulated, clock);
        var prices =
                stet.later(PricesFeature.create(records, access.callers(), access.trail(), settings.prices(), clock));
        var pricing = new ModelPricing(prices.prices());

        var masking = stet.later(MaskingFeature.create(records, secrets, access, meters, clock));
        var rejectedFeature = RejectedFeature.create(records, access.callers(), notices, clock);
        rejected = rejectedFeature.records();
        var traces = stet.later(TraceFeature.create(
                home.folder(),
                settings.storeMemory(),
                settings.queryTimeout(),
                new TraceFeature.Needs(GatewayFeature.rawSpans(pricing), masking.masking(), rejectedFeature.refused()),
                clock));
        traces.tell(notices);
        rejected.replayedBy(RejectedRecords.STORE, (scope, refused) -> {
            traces.again(scope.projectId(), refused.payload());
            return List.of();
        });
        var unmapped = stet.later(UnmappedFeature.create(records, access.callers(), clock));
        var judged = ReportedScores.beside(traces.sink(), traces.scoreSink());
        var pressure = new Pressure(
                HeapRoom.ofThisProcess(settings.heapPercent())::isFull, traces::journalBytes, settings.journalLimit());
        var otlp = OtlpFeature.create(
                new OtlpFeature.Needs(
                        access.callers(),
                        unmapped.before(judged),
                        traces.amendmentSink(),
                        traces.scoreSink(),
                        pricing,
                        masking.masking(),
                        rejected,
                        pressure,
                        meters),
                (int) settings.ingestBodyLimit());
        releases = stet.later(ReleasesFeature.create(
                new ReleasesFeature.Needs(records, access.callers(), registry, events, bodies, workers, streams),
                home.resolve("live"),
                clock));
        gateway = stet.later(GatewayFeature.create(
                vertx,
                settings,
                new GatewayFeature.Needs(
                        access.callers(),
                        providers.providers(),
                        pricing,
                        traces.sink(),
                        traces.rawSink(),
                        releases.live()::project,
                        workers),
                bodies,
                meters,
                clock));

        traces.countCalls(
                meters,
                id -> access.callers().server().projects().stream()
                        .filter(project -> project.id().equals(id))
                        .map(Project::name)
                        .findFirst()
                        .orElseGet(id::toString));
        meters.gauge("stet.journal.lag.records", traces, it -> it.lag().records());
        meters.gauge("stet.journal.lag.seconds", traces, it -> it.lag().millis() / 1000);

        var room = new DiskRoom(home.folder());
        retention = stet.later(RetentionFeature.create(
                new RetentionFeature.Needs(traces, rejected, records, room, access.callers(), access.trail(), meters),
                clock));
        var health = new Health(List.of(
                new Health.Check("records", records::problem),
                new Health.Check("journal", traces::journalProblem, traces::journalStanding),
                new Health.Check("traces", () -> traces.lag().problem()),
                new Health.Check("disk", room::problem, room::standing),
                Health.Check.information("providers", providers.providers()::standing)));
        facts = new SystemFacts(version(), clock.instant(), start.demo(), traces);
        deletion = stet.later(DeletionFeature.create(
                new DeletionFeature.Needs(
                        traces,
                        rejected,
                        records,
                        home.folder(),
                        secrets,
                        access.callers(),
                        access.trail(),
                        notices,
                        retention::changed),
                clock));
        PromptLayerFeature.create(
                        access.callers(),
                        new PromptLayerFeature.Sinks(
                                traces.sink(), traces.amendmentSink(), traces.scoreSink(), pricing, pressure::check),
                        new PromptLayerFeature.Telemetry(traces.store(), masking.masking()),
                        new PromptLayerFeature.Prompts(
                                registry.registry(),
                                RegistryRendering.of(prompts.prompts()),
                                providers.providers(),
                                facts::publicUrl),
                        clock)
                .declare(api);
        LangfuseFeature.create(
                        access.callers(),
                        new LangfuseFeature.Sinks(
                                traces.sink(),
                                traces.amendmentSink(),
                                traces.scoreSink(),
                                masking.masking(),
                                pricing,
                                pressure::check),
                        registry.registry(),
                        clock)
                .declare(api);
        access.declare(api);
        providers.declare(api);
        prices.declare(api);
        traces.declare(api, access.callers());
        stet.later(CostsFeature.create(
                        records,
                        new CostsFeature.Needs(
                                access.callers(),
                                access.trail(),
                                notices,
                                traces.store(),
                                prices,
                                providers.providers()::vendor),
                        clock))
                .declare(api);
        otlp.declare(api);
        otlp.declare(otlpApi);
        rejectedFeature.declare(api, otlp.text());
        otlp.declare(grpc);
        unmapped.declare(api);
        retention.declare(api);
        deletion.declare(api);
        masking.declare(api);
        ViewFeature.create(records, access.callers(), clock).declare(api);
        stet.later(ScheduleFeature.create(
                        new ScheduleFeature.Needs(
                                records,
                                secrets,
                                access.callers(),
                                access.trail(),
                                notices,
                                traces.store().whole(),
                                settings.exportFolder()),
                        home.folder(),
                        clock))
                .declare(api);
        ExportFeature.create(
                        new ExportFeature.Needs(
                                access.callers(),
                                access.trail(),
                                traces.store().whole(),
                                traces.sink(),
                                traces.scoreSink(),
                                rejected,
                                masking.masking()),
                        home.folder(),
                        (int) settings.ingestBodyLimit())
                .declare(api);
        registry.declare(api);
        DraftFeature.create(records, access.callers(), registry.registry(), clock)
                .declare(api);
        prompts.declare(api);
        var evaluators = EvaluatorFeature.create(Families.catalogue(), registry, access.callers());
        evaluators.declare(api);
        stet.later(PlaygroundFeature.create(new PlaygroundFeature.Needs(
                        access.callers(), prompts.prompts(), gateway.ownCalls(), traces.store(), streams)))
                .declare(api);
        var datasets = DatasetFeature.create(
                records, access.callers(), traces.store(), home.folder().resolve("temporary"), clock);
        datasets.declare(api);
        var evaluations = stet.later(EvaluationFeature.create(
                new EvaluationFeature.Needs(
                        records,
                        access.callers(),
                        registry,
                        datasets.datasets(),
                        evaluators.definition(),
                        prompts.prompts(),
                        gateway.ownCalls()),
                clock));
        evaluations.declare(api);
        var reports = ReportFeature.create(evaluations.runs(), registry.registry(), access.callers());
        reports.declare(api);
        registry.gate(new SuiteGate(
                new SuiteGate.Needs(
                        evaluations.runs(),
                        reports.reports(),
                        registry.registry(),
                        access.callers().server()),
                clock));
        var outbound = stet.later(new Outbound(vertx, new Destinations(settings.outboundAllowed())));
        stet.later(WebhookFeature.create(
                        new WebhookFeature.Needs(
                                records, events, secrets, outbound, access.callers(), access.trail(), notices),
                        clock))
                .declare(api);
        stet.later(NoticeFeature.create(notices, streams, access.callers(), events))
                .declare(api);
        MarkerFeature.create(records, access.callers(), List.of(releases.markers()), clock)
                .declare(api);
        releases.declare(api);
        OpenFeatureFeature.create(releases.live(), access.callers()).declare(api);
        new SystemRoutes(access.callers(), health, meters, facts::status).declare(api);
    }

    /** The handler of one event loop. */
    Handler<HttpServerRequest> newHandler() {
        var edge = new Edge(
                vertx,
                api,
                List.of(gateway.newRelay(), releases.newFetchRelay(vertx), grpc),
                files,
                bodies,
                times,
                workers);
        return edge::handle;
    }

    /** The handler of one event loop on a port that takes telemetry only. */
    Handler<HttpServerRequest> newOtlpHandler() {
        var edge = new Edge(vertx, otlpApi, List.of(grpc), null, bodies, times, workers);
        return edge::handle;
    }

    void listening(URI publicUrl) {
        facts.listening(publicUrl);
    }

    static String version() {
        return Optional.ofNullable(Wiring.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    private static List<Provider> simulated(SimulatedProvider pretender) {
        var target = Target.parse(pretender.baseUrl());
        return List.of(
                new Provider(
                        "simulated", Dialect.OPENAI, target, pretender.token(), Provider.Source.BUILT_IN, true, true),
                new Provider(
                        "simulated-anthropic",
                        Dialect.ANTHROPIC,
                        target,
                        pretender.token(),
                        Provider.Source.BUILT_IN,
                        true,
                        true));
    }
}
