package stet.datasets;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The rows of a CSV file whose first row names the columns. */
record CsvRows(String text, char separator) implements Rows {
    private static final int LARGEST_CELL = 16 * 1024 * 1024;

    @Override
    public void each(Consumer<Row> taking) {
        try (var records = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(LARGEST_CELL)
                .ofCsvRecord(text)) {
            List<String> columns = List.of();
            for (CsvRecord found : records) {
                if (columns.isEmpty()) {
                    columns = header(found);
                } else {
                    taking.accept(row(columns, found));
                }
            }
            if (columns.isEmpty()) {
                throw new Problem.Invalid("the file is empty; its first row names the columns");
            }
        } catch (CsvParseException e) {
            throw new Problem.Invalid("the file is no CSV: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be closed", e);
        }
        if (text.chars().filter(it -> it == '"').count() % 2 == 1) {
            taking.accept(Row.broken(
                    text.lines().count(),
                    "a quote (\") is opened and never closed: the row it stands in holds the rest"));
        }
    }

    private static List<String> header(CsvRecord found) {
        var columns = found.getFields().stream().map(String::strip).toList();
        var seen = new HashSet<String>();
        for (String column : columns) {
            if (column.isEmpty() || !seen.add(column)) {
                throw new Problem.Invalid("the first row names the columns, each once; "
                        + (column.isEmpty() ? "one has no name" : "'" + column + "' is there twice"));
            }
        }
        if (columns.size() > MOST_COLUMNS) {
            throw new Problem.Invalid("the file has " + columns.size() + " columns; at most " + MOST_COLUMNS);
        }
        return columns;
    }

    private static Row row(List<String> columns, CsvRecord found) {
        long line = found.getStartingLineNumber();
        if (found.getFieldCount() != columns.size()) {
            return Row.broken(
                    line,
                    "has " + found.getFieldCount() + " fields where the first row names " + columns.size()
                            + " columns");
        }
        var cells = new LinkedHashMap<String, JsonNode>();
        for (int i = 0; i < columns.size(); i++) {
            var cell = found.getField(i);
            if (cell.indexOf(FileText.UNREADABLE) >= 0) {
                return Row.broken(line, "'" + columns.get(i) + "' " + FileText.unreadable());
            }
            cells.put(columns.get(i), StringNode.valueOf(cell));
        }
        return Row.of(line, cells);
    }
}
