package stet.traces;

import java.util.Optional;
import java.util.function.Function;
import stet.platform.http.Call;
import stet.platform.http.Operation;
import stet.platform.http.Problem;
import stet.traces.query.Page;
import stet.traces.query.Rank;
import stet.traces.query.Ranking;

/** How a URL says which part of a list ordered by an amount is wanted. */
final class Rankings {
    private Rankings() {}

    static Operation declared(Operation operation, String otherwise, String keys) {
        return operation
                .query(
                        "sort",
                        String.class,
                        "one of " + keys + ", with '-' before it for the largest first; " + otherwise + " unless said")
                .query("limit", Integer.class, "how many rows, 1 to 500; 100 unless said")
                .query("cursor", String.class, "'nextCursor' of the page before");
    }

    static <K extends Enum<K>> Ranking<K> of(Call call, K otherwise, Function<String, Optional<K>> named, String keys) {
        var sort = call.query("sort");
        boolean descending = sort.isEmpty() || sort.get().startsWith("-");
        K by = sort.map(it -> it.startsWith("-") ? it.substring(1) : it)
                .map(it -> named.apply(it)
                        .orElseThrow(() -> Problem.Invalid.field(
                                "sort", "'" + sort.get() + "' is none of " + keys + ", with or without '-'")))
                .orElse(otherwise);
        return new Ranking<>(
                by,
                descending,
                call.queryInt("limit", 100, 1, Page.MAX),
                call.query("cursor").map(it -> Rank.parse("cursor", it)).orElse(null));
    }
}
