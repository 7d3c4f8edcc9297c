package stet.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Closed-loop load: as many calls at once as there are connections, each the next when the last is answered. */
final class Wrk {
    /**
     * What one run saw.
     *
     * @param failures calls that broke off, timed out or were answered with another status than 2xx or 3xx
     */
    record Run(long calls, double perSecond, double p50Micros, double p99Micros, long failures) {}

    private static final Pattern RESULT = Pattern.compile("bench (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

    private Wrk() {}

    static Run run(Workplace place, int port, byte[] request, int connections, int seconds) {
        var command = List.of(
                Nginx.program("wrk").toString(),
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "10s",
                "-s",
                script(place, request),
                "http://127.0.0.1:" + port);
        String printed = ServerProcess.run(command, Map.of(), place.folder(), Duration.ofSeconds(seconds + 60L));
        var result = RESULT.matcher(printed);
        if (!result.find()) {
            throw new CannotMeasure("wrk said nothing that can be read: " + printed);
        }
        long calls = Long.parseLong(result.group(1));
        return new Run(
                calls,
                calls * 1e6 / Long.parseLong(result.group(2)),
                Double.parseDouble(result.group(3)),
                Double.parseDouble(result.group(4)),
                Long.parseLong(result.group(5)));
    }

    private static String script(Workplace place, byte[] request) {
        place.write("request.http", new String(request, StandardCharsets.UTF_8));
        return place.write("load.lua", """
                        local file = io.open("request.http", "rb")
                        local bytes = file:read("*a")
                        file:close()
                        request = function() return bytes end
                        done = function(summary, latency)
                          local e = summary.errors
                          io.write(string.format("bench %d %d %d %d %d\\n", summary.requests, summary.duration,
                            latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
                        end
                        """).toString();
    }
}
