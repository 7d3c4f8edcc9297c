package stet.datasets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;

/** Makes a change of the rows of a file, and says of every row that cannot be a case why. */
final class DatasetImport {
    private static final int MOST_PROBLEMS = 100;

    /** @param line where the row starts in the file, from 1 */
    record RowProblem(long line, String detail) {}

    /** What a column becomes. */
    record MappedColumn(String column, String target) {}

    private final ColumnMapping mapping;
    private final CaseSchema schema;
    private final DatasetCase.Provenance provenance;
    private final Map<String, DatasetCase> cases = new LinkedHashMap<>();
    private final Map<String, Long> lines = new HashMap<>();
    private final Map<String, String> columns = new LinkedHashMap<>();
    private final List<RowProblem> problems = new ArrayList<>();
    private int rows;
    private int refused;

    /** @param file its name, as far as it is known */
    DatasetImport(ColumnMapping mapping, CaseSchema schema, @Nullable String file) {
        this.mapping = mapping;
        this.schema = schema;
        provenance = new DatasetCase.Provenance("file", null, null, file);
    }

    void take(Rows.Row row) {
        if (++rows > Membership.MOST_CASES) {
            throw new Problem.Invalid("the file has more than " + Membership.MOST_CASES
                    + " rows, the most that a dataset can have: split it, or import a sample");
        }
        row.cells().keySet().forEach(it -> columns.computeIfAbsent(it, mapping::target));
        if (row.wrong() != null) {
            refuse(row.line(), row.wrong());
            return;
        }
        try {
            var item = from(CaseFields.read(mapping.fields(row.cells())));
            schema.check(item);
            CaseFields.kept(item);
            var line = lines.putIfAbsent(item.id(), row.line());
            if (line == null) {
                cases.put(item.id(), item);
            } else {
                refuse(row.line(), "has the id or the input of line " + line);
            }
        } catch (Problem.Invalid invalid) {
            refuse(row.line(), invalid.detail());
        }
    }

    List<DatasetCase> cases() {
        return List.copyOf(cases.values());
    }

    List<MappedColumn> columns() {
        return columns.entrySet().stream()
                .map(it -> new MappedColumn(it.getKey(), it.getValue()))
                .toList();
    }

    List<RowProblem> problems() {
        return List.copyOf(problems);
    }

    int rows() {
        return rows;
    }

    int refused() {
        return refused;
    }

    private void refuse(long line, String why) {
        refused++;
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new RowProblem(line, why));
        }
    }

    private DatasetCase from(DatasetCase item) {
        return item.provenance() != null
                ? item
                : new DatasetCase(
                        item.id(),
                        item.variables(),
                        item.messages(),
                        item.expected(),
                        item.assertions(),
                        item.tags(),
                        item.split(),
                        item.weight(),
                        provenance,
                        item.metadata());
    }
}
