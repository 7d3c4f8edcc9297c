package stet.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code stet delete}. */
@Command(
        name = "delete",
        description =
                "Delete a person's data, a session or traces for good. Without --yes it only says how much that would be.")
final class DeleteCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 250;

    /** Whose data. */
    static final class Whose {
        @Option(names = "--user", paramLabel = "ID", description = "All traces in which this end user took part.")
        @Nullable
        String user;

        @Option(names = "--session", paramLabel = "ID", description = "All traces of a session.")
        @Nullable
        String session;

        @Option(names = "--trace", paramLabel = "ID", description = "A trace; may repeat, up to 1,000 times.")
        @Nullable
        List<String> traces;

        @Option(names = "--where", paramLabel = "FILTER", description = "Traces that match, such as 'tag = test'.")
        @Nullable
        String where;
    }

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ProjectOption project;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Output output;

    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Whose whose;

    @Option(names = "--files", description = "Take traces out of the files too; a person's data always is.")
    private boolean files;

    @Option(names = "--reason", paramLabel = "TEXT", description = "For the record; without the person's name.")
    @Nullable
    private String reason;

    @Option(names = "--yes", description = "Really delete, and wait until that is done.")
    private boolean yes;

    @Override
    public Integer call() throws InterruptedException {
        var stet = connection.client();
        var deletions = stet.deletions(project.in(stet));
        if (!yes) {
            var counts = deletions.dryRun(target());
            if (!output.asJson(counts)) {
                output.line("This would delete " + words(counts) + ". Add --yes to delete it for good.");
            }
            return 0;
        }
        var deletion = deletions.ask(target());
        String step = "";
        while (List.of("waiting", "running").contains(deletion.path("state").asString())) {
            if (!output.json && !step.equals(deletion.path("step").asString())) {
                step = deletion.path("step").asString();
                output.line("  " + step);
            }
            Thread.sleep(POLL_MILLIS);
            deletion = deletions.get(deletion.path("id").asString());
        }
        boolean done = deletion.path("state").asString().equals("done");
        if (!output.asJson(deletion)) {
            print(deletion, done);
        }
        boolean gone = deletion.path("check").path("rowsLeft").asLong(0) == 0
                && deletion.path("check").path("foundIn").isEmpty();
        return done && gone ? 0 : StetCommand.REFUSED;
    }

    private void print(JsonNode deletion, boolean done) {
        if (!done) {
            output.line("Failed, and tried again in some minutes: "
                    + deletion.path("problem").asString());
            return;
        }
        output.line("Deleted " + words(deletion.path("removed")));
        var check = deletion.path("check");
        output.line("Left: " + check.path("rowsLeft").asString() + " rows; searched "
                + check.path("filesSearched").asString() + " files");
        check.path("foundIn").forEach(file -> output.line("The name is still in " + file.asString()));
    }

    private ObjectNode target() {
        var target = JsonNodeFactory.instance.objectNode();
        if (whose.traces != null) {
            var ids = target.putArray("traceIds");
            whose.traces.forEach(ids::add);
        }
        put(target, "user", whose.user);
        put(target, "session", whose.session);
        put(target, "where", whose.where);
        put(target, "reason", reason);
        return target.put("files", files);
    }

    private static void put(ObjectNode target, String field, @Nullable String value) {
        if (value != null) {
            target.put(field, value);
        }
    }

    private static String words(JsonNode counts) {
        return counts.path("traces").asString() + " traces with "
                + counts.path("spans").asString() + " spans, "
                + counts.path("contents").asString() + " of them with content, "
                + counts.path("scores").asString() + " scores, "
                + counts.path("amendments").asString() + " amendments, "
                + counts.path("rejected").asString() + " rejected records";
    }
}
