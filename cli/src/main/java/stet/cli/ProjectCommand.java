package stet.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stet project}. */
@Command(name = "project", description = "Projects: the boundaries of data and permission.")
final class ProjectCommand {
    @Command(name = "list", description = "The projects you can see.")
    int list(@Mixin Connection connection, @Mixin Output output) {
        var projects = connection.client().projects().list();
        if (!output.asJson(Map.of("items", projects))) {
            output.table(
                    List.of("NAME", "TITLE", "CREATED"),
                    projects.stream()
                            .map(it -> List.of(
                                    it.name(), it.title(), it.createdAt().toString()))
                            .toList());
        }
        return 0;
    }

    @Command(name = "create", description = "Make a project.")
    int create(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = "1 to 63 of a-z, 0-9 and '-'; part of URLs, never changes.")
                    String name,
            @Option(names = "--title", paramLabel = "TEXT", description = "How people call it.") @Nullable
                    String title) {
        var project = connection.client().projects().create(name, title);
        if (!output.asJson(project)) {
            output.line("Project '" + project.name() + "' is there. Make a key for it: stet key create --project "
                    + project.name());
        }
        return 0;
    }
}
