package stet.datasets;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Cases written to a file that can be imported again. */
final class CaseFile {
    private static final List<String> FIELDS =
            List.of("messages", "expected", "assertions", "tags", "split", "weight", "provenance", "metadata");

    private CaseFile() {}

    /** Goes through the cases in order; can do so twice. */
    @FunctionalInterface
    interface Source {
        void each(Consumer<DatasetCase> taking);
    }

    static void jsonl(Source cases, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        cases.each(it -> write(writer, fields(it).toString() + "\n"));
        writer.flush();
    }

    /** One column for each variable that some case has. */
    static void csv(Source cases, OutputStream out) throws IOException {
        var variables = new TreeSet<String>();
        cases.each(it -> {
            if (it.variables() != null) {
                variables.addAll(it.variables().propertyNames());
            }
        });
        var csv = CsvWriter.builder().build(out, StandardCharsets.UTF_8);
        var header = new ArrayList<>(List.of("id"));
        variables.forEach(it -> header.add("variables." + it));
        header.addAll(FIELDS);
        csv.writeRecord(header);
        cases.each(it -> {
            var fields = fields(it);
            var cells = new ArrayList<>(List.of(it.id()));
            variables.forEach(name -> cells.add(cell(fields.path("variables").path(name))));
            FIELDS.forEach(
                    name -> cells.add(name.equals("tags") ? String.join(";", it.tags()) : cell(fields.path(name))));
            csv.writeRecord(cells);
        });
        csv.flush();
    }

    static ObjectNode fields(DatasetCase item) {
        var fields = (ObjectNode) Json.MAPPER.readTree(CaseFields.kept(item).text());
        fields.put("id", item.id());
        return fields;
    }

    static String cell(JsonNode value) {
        return value.isMissingNode() ? "" : value.isValueNode() ? value.asString() : value.toString();
    }

    private static void write(Writer writer, String line) {
        try {
            writer.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException("the reader has left", e);
        }
    }
}
