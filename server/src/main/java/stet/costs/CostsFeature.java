package stet.costs;

import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.access.AuditTrail;
import stet.access.Callers;
import stet.access.Permission;
import stet.models.prices.PricesFeature;
import stet.platform.Notices;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.traces.TraceStore;

/** What stored calls cost: computed anew when prices change, tried out before they do. */
public final class CostsFeature implements AutoCloseable {
    private final RecostRunner runner;
    private final RecostRoutes recosts;
    private final PriceAdviceRoutes advice;
    private final DisplayRateRoutes rates;

    private CostsFeature(RecostRunner runner, RecostRoutes recosts, PriceAdviceRoutes advice, DisplayRateRoutes rates) {
        this.runner = runner;
        this.recosts = recosts;
        this.advice = advice;
        this.rates = rates;
    }

    /**
     * What it works with.
     *
     * @param vendors whose prices a configured provider has, if its own name has none
     */
    public record Needs(
            Callers callers,
            AuditTrail trail,
            Notices notices,
            TraceStore store,
            PricesFeature prices,
            Function<String, @Nullable String> vendors) {}

    public static CostsFeature create(Records records, Needs needs, InstantSource clock) {
        var runner = new RecostRunner(
                records.inInstallation(RecostQueueStore::new),
                needs.callers().server().mayEverywhere(Permission.MANAGE_PRICES),
                needs.store(),
                recost -> new Repricing(
                        new ModelPricing(needs.prices().prices()),
                        needs.vendors(),
                        recost.asked().includeReported()),
                needs.notices(),
                clock);
        var recosts = new Recosts(records.inProject(RecostStore::new), needs.store(), runner, needs.trail(), clock);
        var advice = new PriceAdvice(needs.prices(), needs.store(), needs.vendors(), clock);
        return new CostsFeature(
                runner,
                new RecostRoutes(recosts, needs.callers(), clock),
                new PriceAdviceRoutes(advice, needs.callers()),
                new DisplayRateRoutes(new DisplayRates(records, needs.trail(), clock), needs.callers()));
    }

    public void declare(Api api) {
        recosts.declare(api);
        advice.declare(api);
        rates.declare(api);
    }

    /** Leaves what is under way for the next start. */
    @Override
    public void close() {
        runner.close();
    }
}
