package stet.datasets;

import java.util.LinkedHashMap;
import java.util.function.Consumer;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The lines of a JSONL file, a JSON object each; blank ones are passed over. */
record JsonRows(String text) implements Rows {
    @Override
    public void each(Consumer<Row> taking) {
        long line = 0;
        for (var words : (Iterable<String>) text.lines()::iterator) {
            line++;
            if (!words.isBlank()) {
                taking.accept(row(line, words));
            }
        }
    }

    private static Row row(long line, String words) {
        if (words.indexOf(FileText.UNREADABLE) >= 0) {
            return Row.broken(line, FileText.unreadable());
        }
        try {
            if (!(Json.MAPPER.readTree(words) instanceof ObjectNode object)) {
                return Row.broken(line, "is no JSON object");
            }
            if (object.size() > MOST_COLUMNS) {
                return Row.broken(line, "has " + object.size() + " fields; at most " + MOST_COLUMNS);
            }
            var cells = new LinkedHashMap<String, JsonNode>();
            object.properties().forEach(it -> cells.put(it.getKey(), it.getValue()));
            return Row.of(line, cells);
        } catch (JacksonException e) {
            return Row.broken(line, "is no JSON: " + e.getOriginalMessage());
        }
    }
}
