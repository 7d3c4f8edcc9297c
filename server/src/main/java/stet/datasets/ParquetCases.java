package stet.datasets;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.platform.db.ParquetTable;
import stet.platform.db.ParquetTable.Column;
import tools.jackson.databind.JsonNode;

/** Cases as a Parquet file: the columns of the CSV file, with variables as numbers or truths where all of them are. */
record ParquetCases(CaseFile.Source cases, Path temporary) {
    private static final List<String> JSON = List.of("messages", "expected", "assertions");
    private static final List<String> LAST = List.of("provenance", "metadata");

    void write(OutputStream out) throws IOException {
        var variables = new TreeMap<String, ParquetTable.Type>();
        cases.each(it -> {
            if (it.variables() != null) {
                it.variables().properties().stream()
                        .filter(one -> !one.getValue().isNull())
                        .forEach(one -> variables.merge(
                                one.getKey(), type(one.getValue()), (a, b) -> a == b ? a : ParquetTable.Type.TEXT));
            }
        });
        var columns = new ArrayList<Column>();
        columns.add(new Column("id", ParquetTable.Type.TEXT));
        variables.forEach((name, type) -> columns.add(new Column("variables." + name, type)));
        JSON.forEach(it -> columns.add(new Column(it, ParquetTable.Type.TEXT)));
        columns.add(new Column("tags", ParquetTable.Type.TEXTS));
        columns.add(new Column("split", ParquetTable.Type.TEXT));
        columns.add(new Column("weight", ParquetTable.Type.NUMBER));
        LAST.forEach(it -> columns.add(new Column(it, ParquetTable.Type.TEXT)));
        var file = Files.createTempFile(Files.createDirectories(temporary), "cases", ".parquet");
        try (var table = new ParquetTable(temporary, columns)) {
            cases.each(it -> table.add(row(it, variables)));
            table.write(file);
            Files.copy(file, out);
        } finally {
            Files.delete(file);
        }
    }

    private static List<@Nullable Object> row(DatasetCase item, TreeMap<String, ParquetTable.Type> variables) {
        var fields = CaseFile.fields(item);
        var values = new ArrayList<@Nullable Object>();
        values.add(item.id());
        variables.forEach((name, type) -> {
            var value = fields.path("variables").path(name);
            values.add(
                    value.isMissingNode() || value.isNull()
                            ? null
                            : switch (type) {
                                case NUMBER -> (Object) value.asDouble();
                                case FLAG -> value.asBoolean();
                                default -> CaseFile.cell(value);
                            });
        });
        JSON.forEach(it -> values.add(json(fields.path(it))));
        values.add(item.tags());
        values.add(item.split());
        values.add(item.weight());
        LAST.forEach(it -> values.add(json(fields.path(it))));
        return values;
    }

    private static @Nullable String json(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : CaseFile.cell(value);
    }

    private static ParquetTable.Type type(JsonNode value) {
        return value.isNumber()
                ? ParquetTable.Type.NUMBER
                : value.isBoolean() ? ParquetTable.Type.FLAG : ParquetTable.Type.TEXT;
    }
}
