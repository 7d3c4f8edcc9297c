package stet.bench;

import java.util.List;
import java.util.Locale;

/** Streams of 50 events, as many at once as there are connections. */
final class EventStreams implements Part {
    private final List<Integer> connections;
    private final int pace;
    private final int seconds;
    private final Samples samples = new Samples();

    /**
     * @param pace milliseconds between the events of a stream
     */
    EventStreams(List<Integer> connections, int pace, int seconds) {
        this.connections = connections;
        this.pace = pace;
        this.seconds = seconds;
    }

    @Override
    public List<Integer> settings() {
        return connections;
    }

    @Override
    public String measure(Target target, int setting) {
        double before = target.cpuSeconds();
        var run = Streams.run(target.eventsPort(), target.eventsRequest(pace), setting, seconds);
        double resident = target.residentMebibytes();
        target.settle();
        double whole = target.cpuSeconds() - before;
        double first50 = run.firstEvent().getValueAtPercentile(50) / 1e6;
        double first99 = run.firstEvent().getValueAtPercentile(99) / 1e6;
        samples.add(target.name(), setting, "rate", run.perSecond());
        samples.add(target.name(), setting, "first p50", first50);
        samples.add(target.name(), setting, "first p99", first99);
        samples.add(target.name(), setting, "whole p50", run.whole().getValueAtPercentile(50) / 1e6);
        samples.add(target.name(), setting, "cpu", whole * 1e6 / run.whole().getTotalCount());
        samples.add(target.name(), setting, "resident", resident);
        samples.add(target.name(), setting, "failures", (double) run.failures());
        return String.format(
                Locale.ROOT,
                "%d streams, %d ms apart: %,.0f streams/s, first event p50 %.2f ms, p99 %.2f ms, %d failures",
                setting,
                pace,
                run.perSecond(),
                first50,
                first99,
                run.failures());
    }

    @Override
    public String table() {
        var table = new Table(
                "50 events, " + pace + " ms apart",
                "at once",
                "streams/s",
                "÷ bare",
                "first event p50 ms",
                "p99 ms",
                "added p50",
                "added p99",
                "whole stream p50 ms",
                "added p50",
                "CPU µs/stream",
                "RSS MiB",
                "failures");
        for (int setting : connections) {
            for (String name : samples.targets(setting)) {
                table.row(
                        name,
                        setting,
                        samples.median(name, setting, "rate"),
                        samples.ratio(name, "bare", setting, "rate"),
                        samples.median(name, setting, "first p50"),
                        samples.median(name, setting, "first p99"),
                        samples.added(name, "direct", setting, "first p50"),
                        samples.added(name, "direct", setting, "first p99"),
                        samples.median(name, setting, "whole p50"),
                        samples.added(name, "direct", setting, "whole p50"),
                        samples.median(name, setting, "cpu"),
                        samples.median(name, setting, "resident"),
                        samples.sum(name, setting, "failures"));
            }
        }
        return table.toString();
    }
}
