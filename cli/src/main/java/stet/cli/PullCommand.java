package stet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stet.cli.files.Checkout;
import stet.cli.files.Key;
import stet.cli.files.PullPlan;
import stet.cli.files.PullStep;
import stet.cli.files.Remote;

/** {@code stet pull}. */
@Command(
        name = "pull",
        description =
                "Write a project's prompts, tools, policies, evaluators and apps as files. What was changed here is kept.",
        footer = {"", "Exit codes: as always, and 5 when something was changed here and on the server."})
final class PullCommand implements Callable<Integer> {
    @Mixin
    Connection connection;

    @Mixin
    ProjectOption project;

    @Mixin
    FilesOption files;

    @Mixin
    Output output;

    @Option(
            names = "--label",
            paramLabel = "NAME",
            description = "The versions with this label, in place of the latest.")
    @Nullable
    String label;

    @Option(names = "--force", description = "Also write over what was changed or deleted here.")
    boolean force;

    @Option(names = "--delete", description = "Also delete the files of what the server has no more.")
    boolean delete;

    @Option(names = "--dry-run", description = "Only say what would be written.")
    boolean dryRun;

    private final Surroundings around;

    @SuppressWarnings("NullAway.Init")
    PullCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        var here = files.read();
        here.problems().forEach(it -> around.err().println("stet: " + Output.plain(it)));
        if (!here.problems().isEmpty() && !force) {
            return StetCommand.REFUSED;
        }
        var stet = connection.client();
        var server = ArtifactsOnServer.of(stet, project.in(stet));
        var remote = server.all(here.lock(), label);
        var places = here.places(remote.keySet());
        var rows = new ArrayList<FileRow>();
        boolean conflict = false;
        for (var step : PullPlan.of(here, remote, force, delete)) {
            var found = remote.get(step.key());
            if (!dryRun) {
                apply(step, here, server, found, places);
            }
            var row = row(step, places.get(step.key()), found);
            if (row != null) {
                rows.add(row);
            }
            conflict |= step instanceof PullStep.Conflict;
        }
        if (!dryRun) {
            here.save();
        }
        show(rows);
        if (conflict && !output.json) {
            around.err()
                    .println(
                            "stet: changed here and on the server: commit your changes, run 'stet pull --force', merge what Git"
                                    + " shows as changed, then 'stet push'");
        }
        return conflict ? StetCommand.STALE : 0;
    }

    private void apply(
            PullStep step, Checkout here, ArtifactsOnServer server, @Nullable Remote found, Map<Key, String> places) {
        switch (step) {
            case PullStep.Add(var key) -> write(key, here, server, found, places);
            case PullStep.Update(var key) -> write(key, here, server, found, places);
            case PullStep.Same(var key) -> {
                if (found != null) {
                    here.note(key, found.taken());
                }
            }
            case PullStep.Remove(var key) -> here.remove(key);
            case PullStep.Gone _, PullStep.Keep _, PullStep.Conflict _, PullStep.Deleted _ -> {}
        }
    }

    private static void write(
            Key key, Checkout here, ArtifactsOnServer server, @Nullable Remote found, Map<Key, String> places) {
        String path = places.get(key);
        if (found != null && path != null) {
            here.write(key, path, found.taken(), server.content(key, found));
        }
    }

    private @Nullable FileRow row(PullStep step, @Nullable String path, @Nullable Remote found) {
        Integer version = found == null || found.version() == 0 ? null : found.version();
        return switch (step) {
            case PullStep.Add(var key) -> FileRow.of(key, path, "added", version, null);
            case PullStep.Update(var key) -> FileRow.of(key, path, "updated", version, null);
            case PullStep.Same _ -> null;
            case PullStep.Keep(var key) -> FileRow.of(key, path, "kept", null, "changed here: 'stet push' saves it");
            case PullStep.Conflict(var key, int pulled, var remote) ->
                FileRow.of(key, path, "conflict", version, ArtifactsOnServer.conflict(pulled, remote));
            case PullStep.Deleted(var key) ->
                FileRow.of(
                        key,
                        path,
                        "deleted",
                        null,
                        "its file was deleted here: --force writes it again, 'stet push --delete' archives it");
            case PullStep.Remove(var key) -> FileRow.of(key, path, "removed", null, null);
            case PullStep.Gone(var key) ->
                label == null
                        ? FileRow.of(key, path, "gone", null, "the server has it no more: --delete deletes its file")
                        : null;
        };
    }

    private void show(List<FileRow> rows) {
        if (output.asJson(Map.of("dryRun", dryRun, "items", rows))) {
            return;
        }
        rows.forEach(row -> output.line(row.line()));
        if (rows.isEmpty()) {
            output.line("everything is as on the server");
        }
    }
}
