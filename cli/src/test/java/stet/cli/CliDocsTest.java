package stet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CliDocsTest {
    private static final Path DOCS = Path.of("../docs/cli.md");

    private static final String MARK = "<!-- Below: what every command prints about itself. -->\n";

    @Test
    void theManualShowsTheUsageOfEveryCommandAsItIs() throws Exception {
        var usages = new ArrayList<String>();
        collect(
                StetCommand.commandLine(new Surroundings(
                        Map.of(),
                        InputStream.nullInputStream(),
                        new PrintStream(System.out),
                        new PrintStream(System.err))),
                usages);

        if (Boolean.getBoolean("docs.write")) {
            String text = Files.readString(DOCS);
            String head = text.substring(0, text.indexOf(MARK) + MARK.length());
            Files.writeString(DOCS, head + "\n" + String.join("", usages));
        }
        assertThat(Files.readString(DOCS))
                .as("write it anew: ./mvnw -pl cli -am test -Dtest=CliDocsTest -Ddocs.write=true")
                .endsWith(MARK + "\n" + String.join("", usages));
    }

    private static void collect(CommandLine line, List<String> usages) {
        String name = line.getCommandSpec().qualifiedName();
        usages.add("## " + name + "\n\n```text\n" + line.getUsageMessage().stripTrailing() + "\n```\n\n");
        line.getSubcommands().values().stream()
                .filter(it -> !it.getCommandName().equals("help"))
                .forEach(it -> collect(it, usages));
    }
}
