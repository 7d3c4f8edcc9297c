package stet.models.prices;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.access.AuditTrail;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.Threads;
import stet.platform.db.Records;
import stet.platform.db.Scope;
import stet.platform.http.Api;

/** What calls to models cost, and the table that says so. */
public final class PricesFeature implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PricesFeature.class);
    private static final int REFRESH_SECONDS = 5;

    private final Prices prices;
    private final SavedPrices saved;
    private final PriceRoutes routes;
    private final Scope installation;
    private final ScheduledExecutorService timer = Threads.timer("prices");

    private PricesFeature(Prices prices, SavedPrices saved, Callers callers, InstantSource clock) {
        this.prices = prices;
        this.saved = saved;
        installation = callers.server().mayEverywhere(Permission.MANAGE_PRICES);
        routes = new PriceRoutes(saved, prices, callers, clock::instant);
        saved.reload(installation);
        var _ = timer.scheduleWithFixedDelay(this::refresh, REFRESH_SECONDS, REFRESH_SECONDS, TimeUnit.SECONDS);
    }

    /** @param file the operator's own prices; one that cannot be used is a start problem */
    public static PricesFeature create(
            Records records, Callers callers, AuditTrail trail, Optional<Path> file, InstantSource clock) {
        var prices = Prices.load(file);
        var saved = new SavedPrices(records.inInstallation(PriceStore::new), prices, trail, clock);
        return new PricesFeature(prices, saved, callers, clock);
    }

    public Prices prices() {
        return prices;
    }

    /**
     * The prices as if one more were saved, for all days.
     *
     * @param version what calls are said to be priced with that it is used for
     */
    public record Supposed(Prices prices, String version) {
        /** Whether it is what a model's calls would be priced with. */
        public boolean matches(@Nullable String provider, @Nullable String vendor, String model) {
            var today = LocalDate.EPOCH;
            return prices.version(provider, model, today)
                    .or(() -> vendor == null ? Optional.empty() : prices.version(vendor, model, today))
                    .equals(Optional.of(version));
        }
    }

    /** @param instead the saved price that it takes the place of */
    public Supposed supposing(Price price, @Nullable UUID instead) {
        var always = price.during(null, null);
        var supposed = new ArrayList<Price>();
        supposed.add(always);
        saved.all().stream()
                .filter(it -> !it.id().equals(instead) && !it.price().name().equalsIgnoreCase(price.name()))
                .map(SavedPrice::price)
                .forEach(supposed::add);
        return new Supposed(prices.supposing(supposed), PriceFile.digest(always) + " " + always.name());
    }

    public void declare(Api api) {
        routes.declare(api);
    }

    private void refresh() {
        try {
            saved.reload(installation);
        } catch (RuntimeException e) {
            LOG.warn("saved prices could not be read again; those read before still hold", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
