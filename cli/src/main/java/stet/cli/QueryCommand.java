package stet.cli;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stet.client.TraceQuery;
import tools.jackson.databind.JsonNode;

/** {@code stet query}. */
@Command(name = "query", description = "Numbers over traces: counts, sums, means, quantiles, by any dimension.")
final class QueryCommand implements Callable<Integer> {
    @Mixin
    Connection connection;

    @Mixin
    ProjectOption project;

    @Mixin
    Output output;

    @Parameters(
            paramLabel = "MEASURE",
            arity = "1..10",
            description = "count, failureRate, sum(costUsd), p95(durationMs), share(durationMs > 2000), ...")
    List<String> measures = List.of();

    @Option(names = "--over", paramLabel = "WHAT", description = "traces (default), generations or spans.")
    @Nullable
    String over;

    @Option(
            names = "--where",
            paramLabel = "FILTER",
            description = "A filter such as 'model = gpt-5 and not tag = vip'.")
    @Nullable
    String where;

    @Option(names = "--by", paramLabel = "NAME", description = "A dimension, or an amount for a histogram.")
    @Nullable
    String by;

    @Option(names = "--top", paramLabel = "COUNT", description = "How many values of the dimension, up to 50.")
    @Nullable
    Integer top;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "From 30m, 24h or 7d ago, or a time in RFC 3339. Default: 24h.")
    @Nullable
    String since;

    @SuppressWarnings("NullAway.Init")
    QueryCommand() {}

    @Override
    public Integer call() {
        var query = TraceQuery.all();
        for (var measure : measures) {
            query = query.where("measure", measure);
        }
        query = with(query, "over", over);
        query = with(query, "where", where);
        query = with(query, "by", by);
        query = with(query, "top", top);
        query = with(query, "from", since == null ? null : TraceFilter.time("--since", since, InstantSource.system()));
        var stet = connection.client();
        var answer = stet.traces(project.in(stet)).query(query);
        if (!output.asJson(answer)) {
            print(answer);
        }
        return 0;
    }

    private void print(JsonNode answer) {
        var heading = new ArrayList<>(List.of(by == null ? "" : by.toUpperCase(Locale.ROOT)));
        heading.addAll(measures);
        var rows = new ArrayList<List<String>>();
        if (by != null) {
            for (var series : answer.path("series")) {
                var value = series.path("value");
                rows.add(row(
                        value.isMissingNode() ? "(" + series.path("group").asString() + ")" : value.asString(),
                        series.path("totals")));
            }
        }
        rows.add(row("(all)", answer.path("totals")));
        output.table(heading, rows);
    }

    private static List<String> row(String name, JsonNode totals) {
        var row = new ArrayList<>(List.of(name));
        totals.forEach(total -> row.add(total.isNull() ? "unknown" : total.asString()));
        return row;
    }

    private static TraceQuery with(TraceQuery query, String name, @Nullable Object value) {
        return value == null ? query : query.where(name, value.toString());
    }
}
