package stet.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stet.cli.files.ArtifactText;
import stet.cli.files.Checkout;
import stet.cli.files.Document;
import stet.cli.files.Key;
import stet.cli.files.PushPlan;
import stet.cli.files.PushStep;
import stet.cli.files.Remote;

/** {@code stet diff}. */
@Command(
        name = "diff",
        description = "Show how the files differ from the server, line by line.",
        footer = {
            "",
            "Exit codes: as always; 4 when something differs, 5 when the server has changes that are not here."
        })
final class DiffCommand implements Callable<Integer> {
    private static final int CONTEXT = 3;

    @Mixin
    Connection connection;

    @Mixin
    ProjectOption project;

    @Mixin
    FilesOption files;

    @Mixin
    Output output;

    @Option(
            names = "--base",
            paramLabel = "FOLDER",
            description = "The files as they were pushed before: what they hold is no change of the server's.")
    @Nullable
    Path base;

    private final Surroundings around;

    @SuppressWarnings("NullAway.Init")
    DiffCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        var here = files.read();
        var before = base == null ? null : FilesOption.read(base);
        here.problems().forEach(it -> around.err().println("stet: " + Output.plain(it)));
        var stet = connection.client();
        var server = ArtifactsOnServer.of(stet, project.in(stet));
        var remote = server.all(here.lock(), null);
        var rows = new ArrayList<FileRow>();
        var steps = PushPlan.of(here, before, remote, true);
        for (var step : steps) {
            var row = row(step, here, remote.get(step.key()), server);
            if (row != null) {
                rows.add(row);
            }
        }
        remote.forEach((key, found) -> {
            if (!found.archived()
                    && found.version() > 0
                    && steps.stream().noneMatch(it -> it.key().equals(key))) {
                rows.add(FileRow.of(key, null, "only on the server", found.version(), null));
            }
        });
        show(rows);
        boolean stale = steps.stream().anyMatch(it -> it instanceof PushStep.Stale || it instanceof PushStep.Behind);
        return !here.problems().isEmpty()
                ? StetCommand.REFUSED
                : stale ? StetCommand.STALE : rows.isEmpty() ? 0 : StetCommand.DIFFERS;
    }

    private static @Nullable FileRow row(
            PushStep step, Checkout here, @Nullable Remote found, ArtifactsOnServer server) {
        var local = here.files().get(step.key());
        String path = local == null ? null : local.path();
        return switch (step) {
            case PushStep.Create(var key) ->
                FileRow.of(key, path, "new", null, null).withDiff(lines(key, local, null, server));
            case PushStep.Save(var key, int latest) ->
                FileRow.of(key, path, "changed", latest, null).withDiff(lines(key, local, found, server));
            case PushStep.Describe(var key) ->
                FileRow.of(key, path, "described", null, null).withDiff(lines(key, local, found, server));
            case PushStep.Behind(var key, var remote) ->
                FileRow.of(key, path, "behind", remote.version(), "by " + remote.change())
                        .withDiff(lines(key, local, found, server));
            case PushStep.Stale(var key, int pulled, var remote) ->
                FileRow.of(key, path, "stale", remote.version(), ArtifactsOnServer.conflict(pulled, remote))
                        .withDiff(lines(key, local, found, server));
            case PushStep.Archive(var key) -> FileRow.of(key, path, "deleted", null, null);
            case PushStep.Missing _, PushStep.Same _, PushStep.Forget _ -> null;
        };
    }

    private static String lines(
            Key key, Checkout.@Nullable Local local, @Nullable Remote found, ArtifactsOnServer server) {
        String path = local == null ? key.toString() : local.path();
        List<String> theirs = found == null || found.version() == 0
                ? List.of()
                : ArtifactText.write(key.kind(), new Document(null, found.about(), server.content(key, found)))
                        .lines()
                        .toList();
        List<String> ours = local == null
                ? List.of()
                : ArtifactText.write(
                                key.kind(),
                                new Document(
                                        null,
                                        local.document().about(),
                                        local.document().content()))
                        .lines()
                        .toList();
        var patch = DiffUtils.diff(theirs, ours);
        return String.join(
                "\n",
                UnifiedDiffUtils.generateUnifiedDiff(
                        theirs.isEmpty() ? "/dev/null" : "server/" + path,
                        ours.isEmpty() ? "/dev/null" : path,
                        theirs,
                        patch,
                        CONTEXT));
    }

    private void show(List<FileRow> rows) {
        if (output.asJson(Map.of("items", rows))) {
            return;
        }
        for (var row : rows) {
            output.line(row.line());
            if (row.diff() != null) {
                row.diff().lines().forEach(it -> output.line("    " + it.replace("\t", "    ")));
            }
        }
        if (rows.isEmpty()) {
            output.line("everything is as on the server");
        }
    }
}
