package stet.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code stet artifact}. */
@Command(name = "artifact", description = "What is versioned: prompts, tools, policies, evaluators, apps.")
final class ArtifactCommand {
    @Command(name = "list", description = "Artifacts by name.")
    int list(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin Paging paging,
            @Option(
                            names = "--kind",
                            paramLabel = "KIND",
                            description = "prompt, tool, guardrail-policy, evaluator, app or suite.")
                    @Nullable
                    String kind,
            @Option(
                            names = "--folder",
                            paramLabel = "FOLDER",
                            description = "Only those right in this folder; / for the top.")
                    @Nullable
                    String folder,
            @Option(names = "--tag", paramLabel = "TAG", description = "Only those with this tag.") @Nullable
                    String tag,
            @Option(names = "--label", paramLabel = "LABEL", description = "Only those with this label.") @Nullable
                    String label,
            @Option(names = "--archived", description = "The archived ones instead of the others.") boolean archived,
            @Parameters(arity = "0..*", paramLabel = "WORD", description = "Words in the name, description or tags.")
                    @Nullable
                    List<String> words) {
        var query = new LinkedHashMap<String, String>();
        put(query, "kind", kind);
        put(query, "folder", folder);
        put(query, "tag", tag);
        put(query, "label", label);
        put(query, "q", words == null ? null : String.join(" ", words));
        put(query, "archived", archived ? "true" : null);
        put(query, "limit", Integer.toString(Paging.within(paging.limit)));
        put(query, "cursor", paging.cursor);
        var stet = connection.client();
        Paging.print(
                output,
                stet.artifacts(project.in(stet)).list(query),
                List.of("KIND", "NAME", "LATEST", "LABELS", "TAGS", "CHANGED"),
                it -> List.of(
                        it.path("kind").asString(),
                        it.path("name").asString(),
                        it.path("latest").asString(),
                        labels(it.path("labels")),
                        joined(it.path("tags")),
                        it.path("updatedAt").asString()));
        return 0;
    }

    @Command(name = "show", description = "A version's content.")
    int show(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin ArtifactPosition artifact,
            @Parameters(
                            index = "2",
                            arity = "0..1",
                            paramLabel = "VERSION",
                            defaultValue = "latest",
                            description = "A number, label, digest or latest. Default: ${DEFAULT-VALUE}.")
                    String version) {
        var stet = connection.client();
        var found = stet.artifacts(project.in(stet)).version(artifact.kind, artifact.name, version);
        if (!output.asJson(found)) {
            output.line(artifact.kind + " " + found.path("name").asString() + " version "
                    + found.path("number").asString() + ", "
                    + found.path("digest").asString());
            output.line("by " + found.path("author").asString() + " at "
                    + found.path("createdAt").asString()
                    + (found.path("message").isString()
                            ? ": " + found.path("message").asString()
                            : ""));
            found.path("content").toPrettyString().lines().forEach(output::line);
        }
        return 0;
    }

    @Command(name = "versions", description = "An artifact's versions, newest first.")
    int versions(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin Paging paging,
            @Mixin ArtifactPosition artifact) {
        var query = new LinkedHashMap<String, String>();
        put(query, "limit", Integer.toString(Paging.within(paging.limit)));
        put(query, "cursor", paging.cursor);
        var stet = connection.client();
        Paging.print(
                output,
                stet.artifacts(project.in(stet)).versions(artifact.kind, artifact.name, query),
                List.of("VERSION", "SAVED", "BY", "LABELS", "MESSAGE"),
                it -> List.of(
                        it.path("number").asString(),
                        it.path("createdAt").asString(),
                        it.path("author").asString(),
                        joined(it.path("labels")),
                        it.path("message").asString("-")));
        return 0;
    }

    @Command(name = "label", description = "Point a label at a version; it moves from where it is now.")
    int label(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin ArtifactPosition artifact,
            @Parameters(index = "2", paramLabel = "LABEL", description = "Such as production.") String label,
            @Parameters(
                            index = "3",
                            paramLabel = "VERSION",
                            description = "A number, another label or latest; 0 takes it away.")
                    String version,
            @Option(
                            names = "--expected",
                            paramLabel = "NUMBER",
                            description = "Only if it points there now; 0 for nowhere.")
                    @Nullable
                    Integer expected,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for its history.") @Nullable
                    String reason,
            @Option(names = "--break-glass", description = "Move it although it is protected; needs --reason.")
                    boolean breakGlass) {
        var stet = connection.client();
        String in = project.in(stet);
        int from = expected == null
                ? stet.artifacts(in)
                        .get(artifact.kind, artifact.name)
                        .path("labels")
                        .path(label)
                        .asInt(0)
                : expected;
        var labels = stet.labels(in);
        var moved = version.equals("0")
                ? labels.remove(artifact.kind, artifact.name, label, from)
                : labels.move(
                        artifact.kind,
                        artifact.name,
                        label,
                        from,
                        stet.artifacts(in)
                                .version(artifact.kind, artifact.name, version)
                                .path("number")
                                .asInt(),
                        reason,
                        breakGlass);
        boolean done =
                moved.path("detail").isMissingNode() || moved.path("detail").isNull();
        if (!output.asJson(moved)) {
            output.line(
                    done
                            ? label + ": " + moved.path("from").asString() + " to "
                                    + moved.path("to").asString() + ", "
                                    + moved.path("outcome").asString() + "."
                            : moved.path("detail").asString());
        }
        return done ? 0 : StetCommand.REFUSED;
    }

    @Command(name = "diff", description = "What is different between two versions.")
    int diff(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin ArtifactPosition artifact,
            @Parameters(index = "2", paramLabel = "FROM", description = "A number, label, digest or latest.")
                    String from,
            @Parameters(
                            index = "3",
                            arity = "0..1",
                            paramLabel = "TO",
                            defaultValue = "latest",
                            description = "The same. Default: ${DEFAULT-VALUE}.")
                    String to) {
        var stet = connection.client();
        var difference = stet.artifacts(project.in(stet)).diff(artifact.kind, artifact.name, from, to);
        if (!output.asJson(difference)) {
            output.line("version " + difference.path("from").asString() + " to "
                    + difference.path("to").asString()
                    + (difference.path("changes").isEmpty() ? ": nothing is different" : ":"));
            difference.path("changes").forEach(it -> words(it).lines().forEach(output::line));
        }
        return 0;
    }

    @Command(name = "requests", description = "Requests to move protected labels, newest first.")
    int requests(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            defaultValue = "open",
                            description = "open, moved, denied, withdrawn or stale. Default: ${DEFAULT-VALUE}.")
                    String state) {
        var stet = connection.client();
        Paging.print(
                output,
                stet.labels(project.in(stet)).requests(Map.of("state", state)),
                List.of("ID", "KIND", "NAME", "LABEL", "FROM", "TO", "BY", "APPROVED", "REASON"),
                it -> List.of(
                        it.path("id").asString(),
                        it.path("kind").asString(),
                        it.path("name").asString(),
                        it.path("label").asString(),
                        it.path("from").asString(),
                        it.path("version").asString(),
                        it.path("requestedBy").asString(),
                        it.path("approvedBy").size() + "/" + it.path("needed").asString(),
                        it.path("reason").asString("-")));
        return 0;
    }

    private static String words(JsonNode change) {
        String path = change.path("path").asString();
        return switch (change.path("kind").asString()) {
            case "added" -> "+ " + path + " " + change.path("after");
            case "removed" -> "- " + path + " " + change.path("before");
            case "moved" -> "> " + path + " from " + change.path("from").asString();
            default ->
                "~ " + path + " "
                        + (change.path("text").isArray()
                                ? text(change.path("text"))
                                : change.path("before") + " -> " + change.path("after"));
        };
    }

    private static String text(JsonNode pieces) {
        var text = new ArrayList<String>();
        for (JsonNode piece : pieces) {
            String words = piece.path("text").asString();
            text.add(
                    switch (piece.path("op").asString()) {
                        case "delete" -> "[-" + words + "-]";
                        case "insert" -> "{+" + words + "+}";
                        default -> words;
                    });
        }
        return String.join("", text);
    }

    private static String labels(JsonNode labels) {
        return labels.isEmpty()
                ? "-"
                : labels.properties().stream()
                        .map(it -> it.getKey() + "=" + it.getValue().asString())
                        .collect(Collectors.joining(" "));
    }

    private static String joined(JsonNode texts) {
        return texts.isEmpty()
                ? "-"
                : texts.valueStream().map(JsonNode::asString).collect(Collectors.joining(" "));
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }
}
