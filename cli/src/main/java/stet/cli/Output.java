package stet.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** How a command shows what it found: a table for people, or one line of JSON for programs. */
final class Output {
    static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(it -> it.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final PrintStream out;

    @Option(names = "--json", description = "Print one line of JSON.")
    boolean json;

    Output(Surroundings around) {
        this.out = around.out();
    }

    /** Prints {@code value} as JSON when that was asked for. */
    boolean asJson(Object value) {
        if (json) {
            out.println(JSON.writeValueAsString(value));
        }
        return json;
    }

    void line(String text) {
        out.println(plain(text));
    }

    /** Rows under a heading, in columns as wide as they need to be. */
    void table(List<String> heading, List<List<String>> rows) {
        var all = new ArrayList<List<String>>();
        all.add(heading);
        rows.forEach(row -> all.add(row.stream().map(Output::plain).toList()));
        int[] widths = new int[heading.size()];
        for (var row : all) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (var row : all) {
            var text = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                text.append(row.get(column))
                        .append(" ".repeat(widths[column] - row.get(column).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    static String orDash(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    /** Text from elsewhere, without anything that could steer a terminal. */
    static String plain(@Nullable String text) {
        return text == null ? "" : text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u202a-\\u202e\\u2066-\\u2069]", " ");
    }
}
