package stet.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** A fixed rate for many minutes while memory is watched: does it stay flat? */
final class Soak {
    private static final int STEP_SECONDS = 10;
    private static final int CONNECTIONS = 64;

    private final Target target;
    private final ServerProcess process;
    private final int rate;

    Soak(Target target, ServerProcess process, int rate) {
        this.target = target;
        this.process = process;
        this.rate = rate;
    }

    void run(int minutes) {
        var load = CompletableFuture.supplyAsync(
                () -> ConstantRate.run(target.plainPort(), target.plainRequest(), rate, minutes * 60, CONNECTIONS));
        var resident = new ArrayList<Double>();
        double cpuBefore = target.cpuSeconds();
        System.out.println("seconds  RSS MiB  CPU s");
        for (int second = STEP_SECONDS; !load.isDone(); second += STEP_SECONDS) {
            Pause.millis(STEP_SECONDS * 1000L);
            var use = process.use();
            resident.add(use.resident() / 1048576.0);
            System.out.printf(
                    Locale.ROOT, "%7d %8.0f %6.1f%n", second, resident.getLast(), use.cpuSeconds() - cpuBefore);
        }
        var run = load.join();
        int half = resident.size() / 2;
        System.out.printf(
                Locale.ROOT,
                "%n%s at %d calls/s for %d minutes: RSS %.0f MiB after a minute, %.0f MiB at half time, %.0f MiB at the end, peak %.0f MiB; "
                        + "second half %+.2f MiB a minute; p50 %,.0f µs, p99 %,.0f µs, %d failures%n",
                target.name(),
                rate,
                minutes,
                resident.get(Math.min(60 / STEP_SECONDS, resident.size()) - 1),
                resident.get(half),
                resident.getLast(),
                process.use().peak() / 1048576.0,
                slope(resident.subList(half, resident.size())) * 60 / STEP_SECONDS,
                run.micros(50),
                run.micros(99),
                run.failures());
    }

    /** By how much a series grows a step: the slope of the line of least squares. */
    static double slope(List<Double> series) {
        double middle = (series.size() - 1) / 2.0;
        double mean = series.stream().mapToDouble(it -> it).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < series.size(); i++) {
            products += (i - middle) * (series.get(i) - mean);
            squares += (i - middle) * (i - middle);
        }
        return squares == 0 ? 0 : products / squares;
    }
}
