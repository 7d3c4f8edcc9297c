package stet.traces.duckdb;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.traces.query.Filter;

/** Which blocks of content may have the words of a filter, looked up once for a search that reads in many portions. */
record FoundBlocks(Map<WordSearch, Optional<String>> conditions) implements Function<WordSearch, @Nullable String> {
    private static final UUID ANY = new UUID(0, 0);

    static FoundBlocks of(Database.Asking asking, Filter filter) throws SQLException {
        var asked = new LinkedHashSet<WordSearch>();
        var _ = Where.of(ANY, filter, Window.ALL, words -> {
            asked.add(words);
            return null;
        });
        long all = asked.isEmpty() ? 0 : number(asking, "SELECT count(*) FROM word_block");
        var conditions = new HashMap<WordSearch, Optional<String>>();
        for (var words : asked) {
            conditions.put(words, Optional.ofNullable(condition(asking, words, all)));
        }
        return new FoundBlocks(conditions);
    }

    /** None when most blocks may have the words: to check them costs more than it saves. */
    private static @Nullable String condition(Database.Asking asking, WordSearch words, long all) throws SQLException {
        var mayHave = words.mayHave("w");
        if (mayHave == null) {
            return null;
        }
        var found = Set.copyOf(
                asking.rows("SELECT w.block FROM word_block w WHERE " + mayHave, List.of(), row -> row.getLong(1)));
        if (found.isEmpty()) {
            return "false";
        }
        return found.size() > all / 2
                ? null
                : "x.block IN (" + found.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }

    private static long number(Database.Asking asking, String question) throws SQLException {
        return asking.rows(question, List.of(), row -> row.getLong(1)).getFirst();
    }

    @Override
    public @Nullable String apply(WordSearch words) {
        return conditions.getOrDefault(words, Optional.empty()).orElse(null);
    }
}
