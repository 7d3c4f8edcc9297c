package stet.costs;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.access.Project;
import stet.models.prices.Price;
import stet.models.prices.PricesFeature;
import stet.traces.TraceStore;
import stet.traces.query.CallGroup;
import stet.traces.query.Dimension;
import stet.traces.query.Filter;
import stet.traces.query.TimeRange;

/** Says which models want a price, and what a price would change before it is saved. */
record PriceAdvice(
        PricesFeature prices, TraceStore store, Function<String, @Nullable String> vendors, InstantSource clock) {
    static final int MOST_CALLS = 20_000;
    private static final int MOST_PROJECTS = 100;
    private static final int CALLS_AT_ONCE = 2_000;

    /** A model that was called and whose cost nobody knows. */
    record UnpricedModel(String project, CallGroup calls) {}

    /**
     * Models without a price, those with most such calls first.
     *
     * @param wholeInstallation whether all projects were looked at, and not only the first {@value #MOST_PROJECTS}
     */
    record UnpricedModels(List<UnpricedModel> items, boolean wholeInstallation) {}

    /**
     * What a price would have meant for the calls of the last days, whatever days it is for.
     *
     * @param whole whether these are all such calls, and not only the first {@value #MOST_CALLS}
     */
    record PricePreview(int days, List<String> models, boolean whole, RecostReport report) {}

    UnpricedModels unpriced(Caller caller, int days) {
        var found = new ArrayList<UnpricedModel>();
        for (var project : projects(caller)) {
            var scope = caller.may(Permission.READ_TRACES, project.name());
            for (var group : store.callGroups(scope.projectId(), Filter.EVERYTHING, lastDays(days))) {
                if (group.unknown() > 0) {
                    found.add(new UnpricedModel(project.name(), group));
                }
            }
        }
        found.sort(Comparator.comparingLong((UnpricedModel it) -> it.calls().unknown())
                .reversed());
        return new UnpricedModels(found, caller.projects().size() <= MOST_PROJECTS);
    }

    /** @param instead the saved price that it takes the place of */
    PricePreview preview(Caller caller, Price price, @Nullable UUID instead, int days) {
        caller.mayEverywhere(Permission.MANAGE_PRICES);
        var supposed = prices.supposing(price, instead);
        var repricing = new Repricing(new ModelPricing(supposed.prices()), vendors, false);
        var range = lastDays(days);
        var tally = new Tally(RecostReport.NONE);
        var models = new LinkedHashSet<String>();
        long looked = 0;
        boolean whole = true;
        for (var project : projects(caller)) {
            var scope = caller.may(Permission.READ_TRACES, project.name());
            var matching = new LinkedHashSet<String>();
            for (var group : store.callGroups(scope.projectId(), Filter.EVERYTHING, range)) {
                if (group.model() != null && supposed.matches(group.provider(), vendor(group), group.model())) {
                    matching.add(group.model());
                }
            }
            models.addAll(matching);
            for (var from = range.from(); !matching.isEmpty() && from.isBefore(range.to()); ) {
                if (looked >= MOST_CALLS) {
                    whole = false;
                    break;
                }
                var found = store.pricedCalls(
                        scope.projectId(), isAny(matching), new TimeRange(from, range.to()), CALLS_AT_ONCE);
                for (var call : found.calls()) {
                    var after = repricing.of(call);
                    if (supposed.version().equals(after.priceVersion())) {
                        tally.add(call, after);
                    }
                }
                looked += found.calls().size();
                from = found.upTo();
            }
        }
        return new PricePreview(days, List.copyOf(models), whole, tally.report());
    }

    private @Nullable String vendor(CallGroup group) {
        return group.provider() == null ? null : vendors.apply(group.provider());
    }

    private static Filter isAny(Set<String> models) {
        return new Filter.Is(Dimension.MODEL, Set.copyOf(models));
    }

    private static List<Project> projects(Caller caller) {
        return caller.projects().stream().limit(MOST_PROJECTS).toList();
    }

    private TimeRange lastDays(int days) {
        var now = clock.instant();
        return new TimeRange(now.minus(Duration.ofDays(days)), now);
    }
}
