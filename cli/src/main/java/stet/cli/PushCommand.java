package stet.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stet.cli.files.Checkout;
import stet.cli.files.FileProblem;
import stet.cli.files.Key;
import stet.cli.files.PushPlan;
import stet.cli.files.PushStep;
import stet.cli.files.Remote;
import stet.cli.files.Taken;
import stet.client.StetException;

/** {@code stet push}. */
@Command(
        name = "push",
        description =
                "Save what was changed in files as new versions. Nothing is saved when the server has changes that are not here.",
        footer = {"", "Exit codes: as always, and 5 when the server has changes that are not here."})
final class PushCommand implements Callable<Integer> {
    @Mixin
    Connection connection;

    @Mixin
    ProjectOption project;

    @Mixin
    FilesOption files;

    @Mixin
    Output output;

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "What the new versions are said to be.")
    @Nullable
    String message;

    @Option(
            names = "--label",
            paramLabel = "NAME",
            description = "Point this label at the versions that the files hold.")
    @Nullable
    String label;

    @Option(names = "--delete", description = "Archive the artifacts whose files were deleted.")
    boolean delete;

    @Option(
            names = "--base",
            paramLabel = "FOLDER",
            description =
                    "The files as they were pushed before, such as a checkout of the commit before: what they hold may be replaced.")
    @Nullable
    Path base;

    @Option(names = "--dry-run", description = "Only say what would be saved.")
    boolean dryRun;

    private final Surroundings around;
    private final List<FileRow> rows = new ArrayList<>();
    private boolean refused;
    private boolean stale;

    @SuppressWarnings("NullAway.Init")
    PushCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        var here = files.read();
        var before = base == null ? null : FilesOption.read(base);
        if (!here.problems().isEmpty()) {
            here.problems().forEach(it -> around.err().println("stet: " + Output.plain(it)));
            return StetCommand.REFUSED;
        }
        var stet = connection.client();
        var server = ArtifactsOnServer.of(stet, project.in(stet));
        var remote = server.all(here.lock(), null);
        var plan = PushPlan.of(here, before, remote, delete);
        stale = plan.stream().anyMatch(PushStep.Stale.class::isInstance);
        if (stale || dryRun) {
            plan.forEach(step -> tell(step, here, remote.get(step.key())));
        } else {
            carryOut(plan, here, server, remote);
            here.save();
        }
        show();
        return refused ? StetCommand.REFUSED : stale ? StetCommand.STALE : 0;
    }

    /** What names another comes after it; what is refused is offered again once others were saved. */
    private void carryOut(List<PushStep> plan, Checkout here, ArtifactsOnServer server, Map<Key, Remote> remote) {
        var waiting = new ArrayList<>(plan);
        for (boolean progress = true; progress && !waiting.isEmpty(); ) {
            progress = false;
            for (var step : List.copyOf(waiting)) {
                try {
                    carryOut(step, here, server, remote.get(step.key()));
                    waiting.remove(step);
                    progress = true;
                } catch (StetException e) {
                    if (e.status() == 0 || e.status() == 401 || e.status() == 403 || e.status() >= 500) {
                        here.save();
                        throw e;
                    }
                }
            }
        }
        for (var step : waiting) {
            refused = true;
            try {
                carryOut(step, here, server, remote.get(step.key()));
            } catch (StetException e) {
                row(step.key(), here, "refused", null, e.getMessage());
            }
        }
    }

    private void carryOut(PushStep step, Checkout here, ArtifactsOnServer server, @Nullable Remote found) {
        var local = here.files().get(step.key());
        switch (step) {
            case PushStep.Create(var key) ->
                saved(key, "created", server.create(key, text(key, here), message), here, server, 0);
            case PushStep.Save(var key, int expected) ->
                saved(
                        key,
                        "saved",
                        server.save(key, text(key, here), message, expected),
                        here,
                        server,
                        labelled(found));
            case PushStep.Describe(var key) -> {
                server.describe(key, text(key, here).document().about());
                if (found != null && local != null) {
                    here.note(
                            key,
                            new Taken(
                                    found.id(),
                                    found.version(),
                                    found.digest(),
                                    local.document().about()));
                    row(key, here, "described", found.version(), move(key, found.version(), server, labelled(found)));
                }
            }
            case PushStep.Same(var key) -> {
                if (found != null) {
                    here.note(key, found.taken());
                    String moved = move(key, found.version(), server, labelled(found));
                    if (moved != null) {
                        row(key, here, "same", found.version(), moved);
                    }
                }
            }
            case PushStep.Archive(var key) -> {
                server.archive(key);
                here.forget(key);
                row(key, here, "archived", null, null);
            }
            case PushStep.Forget(var key) -> here.forget(key);
            case PushStep.Behind _, PushStep.Stale _, PushStep.Missing _ -> tell(step, here, found);
        }
    }

    private static Checkout.Local text(Key key, Checkout here) {
        var local = here.files().get(key);
        if (local == null) {
            throw new FileProblem("the file of " + key + " went away");
        }
        return local;
    }

    private void saved(
            Key key,
            String action,
            ArtifactsOnServer.Saved saved,
            Checkout here,
            ArtifactsOnServer server,
            int labelled) {
        var local = text(key, here);
        boolean completed = !saved.taken().digest().equals(local.digest());
        if (completed) {
            here.write(key, local.path(), saved.taken(), saved.content());
        } else {
            here.note(key, saved.taken());
        }
        String moved = move(key, saved.taken().version(), server, labelled);
        String words = completed ? "the server completed it, and the file is as it has it" : null;
        row(
                key,
                here,
                action,
                saved.taken().version(),
                words == null ? moved : moved == null ? words : words + "; " + moved);
    }

    private int labelled(@Nullable Remote found) {
        return found == null || label == null ? 0 : found.labels().getOrDefault(label, 0);
    }

    /** Moves the label asked for; says so, or null when there was nothing to do. */
    private @Nullable String move(Key key, int version, ArtifactsOnServer server, int from) {
        if (label == null || from == version) {
            return null;
        }
        try {
            server.label(key, label, from, version, message);
            return "'" + label + "' moved to it" + (from == 0 ? "" : " from version " + from);
        } catch (StetException e) {
            if (e.status() == 0) {
                throw e;
            }
            refused = true;
            return "'" + label + "' did not move: " + e.getMessage();
        }
    }

    private void tell(PushStep step, Checkout here, @Nullable Remote found) {
        Integer version = found == null || found.version() == 0 ? null : found.version();
        switch (step) {
            case PushStep.Create(var key) -> row(key, here, "create", null, null);
            case PushStep.Save(var key, int expected) -> row(key, here, "save", expected + 1, null);
            case PushStep.Describe(var key) -> row(key, here, "describe", null, null);
            case PushStep.Archive(var key) -> row(key, here, "archive", null, null);
            case PushStep.Behind(var key, var remote) -> {
                stale |= label != null;
                row(
                        key,
                        here,
                        "behind",
                        version,
                        "the server has it newer, by " + remote.change() + ": 'stet pull' gets it");
            }
            case PushStep.Stale(var key, int pulled, var remote) ->
                row(key, here, "stale", version, ArtifactsOnServer.conflict(pulled, remote));
            case PushStep.Missing(var key) ->
                row(key, here, "missing", null, "its file is not here: --delete archives it");
            case PushStep.Same _, PushStep.Forget _ -> {}
        }
    }

    private void row(Key key, Checkout here, String action, @Nullable Integer version, @Nullable String detail) {
        var local = here.files().get(key);
        rows.add(FileRow.of(key, local == null ? null : local.path(), action, version, detail));
    }

    private void show() {
        if (output.asJson(Map.of("dryRun", dryRun, "items", rows, "stale", stale))) {
            return;
        }
        rows.forEach(row -> output.line(row.line()));
        if (stale && rows.stream().anyMatch(it -> it.action().equals("stale"))) {
            around.err()
                    .println(
                            "stet: nothing was saved: commit your changes, run 'stet pull --force', merge what Git shows as changed,"
                                    + " then push again");
        } else if (rows.isEmpty()) {
            output.line("everything is as on the server");
        }
    }
}
