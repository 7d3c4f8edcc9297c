package stet.bench;

import java.util.List;
import java.util.Locale;

/** As many plain calls as a number of connections can make. */
final class ClosedLoop implements Part {
    private final Workplace place;
    private final List<Integer> connections;
    private final int seconds;
    private final Samples samples = new Samples();

    ClosedLoop(Workplace place, List<Integer> connections, int seconds) {
        this.place = place;
        this.connections = connections;
        this.seconds = seconds;
    }

    @Override
    public List<Integer> settings() {
        return connections;
    }

    @Override
    public String measure(Target target, int setting) {
        double before = target.cpuSeconds();
        var run = Wrk.run(place, target.plainPort(), target.plainRequest(), setting, seconds);
        double resident = target.residentMebibytes();
        double during = target.cpuSeconds() - before;
        target.settle();
        double whole = target.cpuSeconds() - before;
        samples.add(target.name(), setting, "rate", run.perSecond());
        samples.add(target.name(), setting, "p50", run.p50Micros());
        samples.add(target.name(), setting, "p99", run.p99Micros());
        samples.add(target.name(), setting, "cpu during", during * 1e6 / run.calls());
        samples.add(target.name(), setting, "cpu", whole * 1e6 / run.calls());
        samples.add(target.name(), setting, "resident", resident);
        samples.add(target.name(), setting, "failures", (double) run.failures());
        return String.format(
                Locale.ROOT,
                "%d connections: %,.0f calls/s, p50 %,.0f µs, p99 %,.0f µs, processor %.0f µs a call, %d failures",
                setting,
                run.perSecond(),
                run.p50Micros(),
                run.p99Micros(),
                whole * 1e6 / run.calls(),
                run.failures());
    }

    @Override
    public String table() {
        var table = new Table(
                "plain reply, closed loop",
                "connections",
                "calls/s",
                "÷ direct",
                "÷ bare",
                "p50 µs",
                "p99 µs",
                "added p50",
                "added p99",
                "CPU µs/call",
                "with its record",
                "RSS MiB",
                "failures");
        for (int setting : connections) {
            for (String name : samples.targets(setting)) {
                table.row(
                        name,
                        setting,
                        samples.median(name, setting, "rate"),
                        samples.ratio(name, "direct", setting, "rate"),
                        samples.ratio(name, "bare", setting, "rate"),
                        samples.median(name, setting, "p50"),
                        samples.median(name, setting, "p99"),
                        samples.added(name, "direct", setting, "p50"),
                        samples.added(name, "direct", setting, "p99"),
                        samples.median(name, setting, "cpu during"),
                        samples.median(name, setting, "cpu"),
                        samples.median(name, setting, "resident"),
                        samples.sum(name, setting, "failures"));
            }
        }
        return table.toString();
    }
}
