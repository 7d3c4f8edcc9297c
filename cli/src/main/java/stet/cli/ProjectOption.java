package stet.cli;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import stet.cli.StetCommand.Misuse;
import stet.client.Projects;
import stet.client.StetClient;

/** Which project a command works in. */
final class ProjectOption {
    private final Surroundings around;

    @Option(
            names = {"-p", "--project"},
            paramLabel = "NAME",
            description = "The project; STET_PROJECT or the only one there is, unless given.")
    @Nullable
    String project;

    ProjectOption(Surroundings around) {
        this.around = around;
    }

    String in(StetClient stet) {
        String given = project == null ? around.variable("STET_PROJECT").orElse(null) : project;
        if (given != null) {
            return given;
        }
        var projects = stet.projects().list();
        if (projects.size() == 1) {
            return projects.getFirst().name();
        }
        throw new Misuse("say which project with --project: "
                + projects.stream().map(Projects.Project::name).collect(Collectors.joining(", ")));
    }
}
