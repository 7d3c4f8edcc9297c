package stet.bench;

import java.util.List;
import java.util.Locale;

/** Plain calls at a fixed rate, as they come from many users who do not wait for each other. */
final class OpenLoop implements Part {
    private static final int CONNECTIONS = 64;

    private final List<Integer> rates;
    private final int seconds;
    private final Samples samples = new Samples();

    OpenLoop(List<Integer> rates, int seconds) {
        this.rates = rates;
        this.seconds = seconds;
    }

    @Override
    public List<Integer> settings() {
        return rates;
    }

    @Override
    public String measure(Target target, int setting) {
        double before = target.cpuSeconds();
        var run = ConstantRate.run(target.plainPort(), target.plainRequest(), setting, seconds, CONNECTIONS);
        double resident = target.residentMebibytes();
        target.settle();
        double whole = target.cpuSeconds() - before;
        samples.add(target.name(), setting, "p50", run.micros(50));
        samples.add(target.name(), setting, "p90", run.micros(90));
        samples.add(target.name(), setting, "p99", run.micros(99));
        samples.add(target.name(), setting, "p99.9", run.micros(99.9));
        samples.add(target.name(), setting, "cpu", whole * 1e6 / run.answers().getTotalCount());
        samples.add(target.name(), setting, "resident", resident);
        samples.add(target.name(), setting, "failures", (double) run.failures());
        return String.format(
                Locale.ROOT,
                "%d calls/s: p50 %,.0f µs, p99 %,.0f µs, p99.9 %,.0f µs (the generator's own p99 lateness %,.0f µs), %d failures",
                setting,
                run.micros(50),
                run.micros(99),
                run.micros(99.9),
                run.late().getValueAtPercentile(99) / 1000.0,
                run.failures());
    }

    @Override
    public String table() {
        var table = new Table(
                "plain reply, open loop",
                "calls/s",
                "p50 µs",
                "p90 µs",
                "p99 µs",
                "p99.9 µs",
                "added p50",
                "added p90",
                "added p99",
                "added p99.9",
                "CPU µs/call",
                "RSS MiB",
                "failures");
        for (int setting : rates) {
            for (String name : samples.targets(setting)) {
                table.row(
                        name,
                        setting,
                        samples.median(name, setting, "p50"),
                        samples.median(name, setting, "p90"),
                        samples.median(name, setting, "p99"),
                        samples.median(name, setting, "p99.9"),
                        samples.added(name, "direct", setting, "p50"),
                        samples.added(name, "direct", setting, "p90"),
                        samples.added(name, "direct", setting, "p99"),
                        samples.added(name, "direct", setting, "p99.9"),
                        samples.median(name, setting, "cpu"),
                        samples.median(name, setting, "resident"),
                        samples.sum(name, setting, "failures"));
            }
        }
        return table.toString();
    }
}
