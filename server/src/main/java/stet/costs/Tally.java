package stet.costs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stet.traces.PricedCall;
import stet.traces.Span;

/** Adds up what computing costs anew changes, call by call; goes on where a report stopped. */
final class Tally {
    private static final int MOST_SAMPLES = 30;
    private static final int SAMPLES_OF_A_GROUP = 3;

    private record Key(
            @Nullable String provider,
            @Nullable String model,
            @Nullable String before,
            @Nullable String after,
            boolean others) {}

    /** Counts of some calls. */
    private static final class Sums {
        private long calls;
        private long changed;
        private long becameKnown;
        private long becameUnknown;
        private int samples;
        private @Nullable BigDecimal before;
        private @Nullable BigDecimal after;
    }

    private final Sums all = new Sums();
    private final Map<Key, Sums> groups = new LinkedHashMap<>();
    private final List<RecostReport.RecostSample> samples = new ArrayList<>();
    private long reportedKept;
    private long unknown;

    Tally(RecostReport report) {
        all.calls = report.calls();
        all.changed = report.changed();
        all.becameKnown = report.becameKnown();
        all.becameUnknown = report.becameUnknown();
        all.before = report.costBeforeUsd();
        all.after = report.costAfterUsd();
        reportedKept = report.reportedKept();
        unknown = report.unknown();
        samples.addAll(report.samples());
        for (var group : report.groups()) {
            var sums = new Sums();
            sums.calls = group.calls();
            sums.changed = group.changed();
            sums.becameKnown = group.becameKnown();
            sums.becameUnknown = group.becameUnknown();
            sums.before = group.costBeforeUsd();
            sums.after = group.costAfterUsd();
            sums.samples = SAMPLES_OF_A_GROUP;
            groups.put(
                    new Key(
                            group.provider(),
                            group.model(),
                            group.priceVersionBefore(),
                            group.priceVersionAfter(),
                            group.others()),
                    sums);
        }
    }

    /** Whether the call costs something else now, or by another price; another reason for not knowing is no change. */
    static boolean changes(Span.Cost before, Span.Cost after) {
        if (before.usd() == null || after.usd() == null) {
            return (before.usd() == null) != (after.usd() == null);
        }
        return !same(before.usd(), after.usd())
                || !Objects.equals(before.priceVersion(), after.priceVersion())
                || !sameParts(before, after);
    }

    void add(PricedCall call, Span.Cost after) {
        var before = call.cost();
        boolean changed = changes(before, after);
        if (before.reported() && after.reported()) {
            reportedKept++;
        }
        if (after.usd() == null) {
            unknown++;
        }
        var group = group(call, after);
        for (var sums : List.of(all, group)) {
            sums.calls++;
            sums.changed += changed ? 1 : 0;
            sums.becameKnown += before.usd() == null && after.usd() != null ? 1 : 0;
            sums.becameUnknown += before.usd() != null && after.usd() == null ? 1 : 0;
            sums.before = plus(sums.before, before.usd());
            sums.after = plus(sums.after, after.usd());
        }
        if (changed && group.samples < SAMPLES_OF_A_GROUP && samples.size() < MOST_SAMPLES) {
            group.samples++;
            samples.add(new RecostReport.RecostSample(
                    call.traceId(),
                    call.spanId(),
                    call.startedAt(),
                    call.provider(),
                    call.model(),
                    plain(before.usd()),
                    plain(after.usd()),
                    before.priceVersion(),
                    after.priceVersion(),
                    after.unknownBecause()));
        }
    }

    RecostReport report() {
        Comparator<RecostReport.RecostGroup> othersLast = Comparator.comparing(RecostReport.RecostGroup::others);
        var shown = groups.entrySet().stream()
                .map(it -> group(it.getKey(), it.getValue()))
                .sorted(othersLast.thenComparing(RecostReport.RecostGroup::calls, Comparator.reverseOrder()))
                .toList();
        return new RecostReport(
                all.calls,
                all.changed,
                reportedKept,
                all.becameKnown,
                all.becameUnknown,
                unknown,
                plain(all.before),
                plain(all.after),
                all.before == null && all.after == null
                        ? null
                        : plain(orZero(all.after).subtract(orZero(all.before))),
                shown,
                samples);
    }

    private Sums group(PricedCall call, Span.Cost after) {
        var key = new Key(call.provider(), call.model(), call.cost().priceVersion(), after.priceVersion(), false);
        if (!groups.containsKey(key) && groups.size() >= RecostReport.MOST_GROUPS - 1) {
            key = new Key(null, null, null, null, true);
        }
        return groups.computeIfAbsent(key, _ -> new Sums());
    }

    private static RecostReport.RecostGroup group(Key key, Sums sums) {
        return new RecostReport.RecostGroup(
                key.provider,
                key.model,
                key.before,
                key.after,
                key.others,
                sums.calls,
                sums.changed,
                sums.becameKnown,
                sums.becameUnknown,
                plain(sums.before),
                plain(sums.after));
    }

    private static boolean sameParts(Span.Cost before, Span.Cost after) {
        return before.parts().size() == after.parts().size()
                && before.parts().entrySet().stream()
                        .allMatch(it -> same(it.getValue(), after.parts().get(it.getKey())));
    }

    /** A part that is absent cost nothing. */
    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return orZero(one).compareTo(orZero(other)) == 0;
    }

    private static @Nullable BigDecimal plus(@Nullable BigDecimal sum, @Nullable BigDecimal more) {
        return more == null ? sum : sum == null ? more : sum.add(more);
    }

    private static BigDecimal orZero(@Nullable BigDecimal money) {
        return money == null ? BigDecimal.ZERO : money;
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal money) {
        if (money == null) {
            return null;
        }
        var stripped = money.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
