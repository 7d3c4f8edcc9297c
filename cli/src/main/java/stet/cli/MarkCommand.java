package stet.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stet mark}. */
@Command(name = "mark", description = "Mark what happened when, to be seen on time axes.")
final class MarkCommand {
    @Command(name = "add", description = "Mark a moment, for instance from a pipeline that deploys.")
    int add(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "TITLE", description = "What happened.") String title,
            @Option(
                            names = "--kind",
                            paramLabel = "WORD",
                            defaultValue = "note",
                            description = "deploy, incident or note. Default: ${DEFAULT-VALUE}.")
                    String kind,
            @Option(names = "--at", paramLabel = "TIME", description = "When; now unless given.") @Nullable String at,
            @Option(names = "--app", paramLabel = "NAME", description = "What it happened to; all apps unless given.")
                    @Nullable
                    String app,
            @Option(names = "--environment", paramLabel = "NAME", description = "Where; everywhere unless given.")
                    @Nullable
                    String environment,
            @Option(names = "--link", paramLabel = "URL", description = "Where to read more.") @Nullable String link) {
        var marker = new TreeMap<>(Map.of("title", title, "kind", kind));
        put(marker, "at", at);
        put(marker, "app", app);
        put(marker, "environment", environment);
        put(marker, "link", link);
        var stet = connection.client();
        var made = stet.markers(project.in(stet)).add(marker);
        if (!output.asJson(made)) {
            output.line("Marked " + made.path("at").asString() + " as "
                    + made.path("id").asString() + ".");
        }
        return 0;
    }

    @Command(name = "list", description = "What was marked, newest first.")
    int list(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Option(
                            names = "--from",
                            paramLabel = "TIME",
                            description = "At or after this time; the last 30 days unless given.")
                    @Nullable
                    String from) {
        var stet = connection.client();
        Paging.print(
                output,
                stet.markers(project.in(stet)).list(from),
                List.of("ID", "AT", "KIND", "APP", "ENVIRONMENT", "TITLE", "BY"),
                it -> List.of(
                        it.path("id").asString(),
                        it.path("at").asString(),
                        it.path("kind").asString(),
                        it.path("app").asString("-"),
                        it.path("environment").asString("-"),
                        it.path("title").asString(),
                        it.path("createdBy").asString()));
        return 0;
    }

    @Command(name = "remove", description = "Remove a marker.")
    int remove(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = "As 'list' shows it.") String id) {
        var stet = connection.client();
        stet.markers(project.in(stet)).remove(id);
        if (!output.asJson(Map.of("id", id, "removed", true))) {
            output.line("Marker " + id + " is removed.");
        }
        return 0;
    }

    private static void put(Map<String, String> marker, String name, @Nullable String value) {
        if (value != null) {
            marker.put(name, value);
        }
    }
}
