package stet.datasets;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rows of a file of cases. */
interface Rows {
    int MOST_COLUMNS = 500;

    /**
     * A row by its columns; with {@code wrong}, what keeps it from being one.
     *
     * @param line where it starts in the file, from 1
     */
    record Row(
            long line,
            Map<String, JsonNode> cells,
            @Nullable String wrong) {
        static Row of(long line, Map<String, JsonNode> cells) {
            return new Row(line, cells, null);
        }

        static Row broken(long line, String why) {
            return new Row(line, Map.of(), why);
        }
    }

    void each(Consumer<Row> taking);
}
