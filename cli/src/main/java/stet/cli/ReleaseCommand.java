package stet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stet.cli.StetCommand.Misuse;
import stet.client.live.Which;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code stet release}. */
@Command(name = "release", description = "Pin what an app is made of, so that it can be deployed and taken back.")
final class ReleaseCommand {
    @Command(
            name = "create",
            description =
                    "Make a release from a JSON file such as {\"steps\":{\"answer\":{\"prompt\":\"greeting@3\"}}}.")
    int create(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "APP", description = "The app; it is made if there is none.") String app,
            @Parameters(paramLabel = "FILE", description = "What the release pins, as JSON.") Path file,
            @Option(
                            names = {"-m", "--message"},
                            paramLabel = "TEXT",
                            description = "What changed and why.")
                    @Nullable
                    String message,
            @Option(
                            names = "--expect",
                            paramLabel = "NUMBER",
                            description = "Refuse if the newest release is another one; 0: if there is one.")
                    @Nullable
                    Integer expect,
            @Option(names = "--dry-run", description = "Show what would be pinned; make nothing.") boolean dryRun) {
        var release = new LinkedHashMap<String, Object>();
        release.put("manifest", manifest(file));
        put(release, "message", message);
        put(release, "expectedLatest", expect);
        var stet = connection.client();
        var apps = stet.apps(project.in(stet));
        if (dryRun) {
            output.line(Output.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(apps.check(app, release)));
            return 0;
        }
        var made = apps.release(app, release);
        if (!output.asJson(made)) {
            output.line("Release " + made.path("release").path("number").asInt() + " of " + app
                    + (made.path("outcome").asString().equals("saved") ? " is made." : " says the same already."));
        }
        return 0;
    }

    @Command(name = "list", description = "The releases of an app, newest first.")
    int list(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin Paging paging,
            @Parameters(paramLabel = "APP", description = "The app.") String app) {
        var stet = connection.client();
        Paging.print(
                output,
                stet.apps(project.in(stet)).releases(app, Paging.within(paging.limit), paging.cursor),
                List.of("RELEASE", "CREATED", "BY", "LABELS", "MESSAGE"),
                it -> List.of(
                        it.path("number").asString(),
                        it.path("createdAt").asString(),
                        it.path("author").asString(),
                        joined(it.path("labels")),
                        it.path("message").asString("-")));
        return 0;
    }

    @Command(name = "show", description = "What a release pins.")
    int show(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "APP", description = "The app.") String app,
            @Parameters(
                            paramLabel = "RELEASE",
                            arity = "0..1",
                            defaultValue = "latest",
                            description = "Its number, a label, 'latest' or its digest. Default: ${DEFAULT-VALUE}.")
                    String release) {
        var stet = connection.client();
        var found = stet.apps(project.in(stet)).release(app, release);
        if (output.asJson(found)) {
            return 0;
        }
        output.line(app + " release " + found.path("number").asInt() + ", "
                + found.path("createdAt").asString() + " by "
                + found.path("author").asString() + ", " + found.path("digest").asString());
        if (found.path("message").isString()) {
            output.line(found.path("message").asString());
        }
        for (String line : Output.JSON
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(found.path("manifest"))
                .lines()
                .toList()) {
            output.line(line);
        }
        return 0;
    }

    @Command(name = "diff", description = "What is different between two releases.")
    int diff(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "APP", description = "The app.") String app,
            @Parameters(paramLabel = "FROM", description = "A release.") String from,
            @Parameters(
                            paramLabel = "TO",
                            arity = "0..1",
                            defaultValue = "latest",
                            description = "Another. Default: ${DEFAULT-VALUE}.")
                    String to) {
        var stet = connection.client();
        var diff = stet.apps(project.in(stet)).diff(app, from, to);
        if (!output.asJson(diff)) {
            ReleaseDiffText.print(output, diff);
        }
        return 0;
    }

    @Command(
            name = "bundle",
            description =
                    "Write what is live into a file that an application brings along, for the day when it starts without the server. Set STET_KEY to an API key of the project.")
    int bundle(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Parameters(paramLabel = "APP", arity = "0..*", description = "Apps whose live releases to write.")
                    @Nullable
                    List<String> apps,
            @Option(
                            names = {"-e", "--environment"},
                            paramLabel = "NAME",
                            defaultValue = "production",
                            description = "Where they are live. Default: ${DEFAULT-VALUE}.")
                    String environment,
            @Option(
                            names = "--prompt",
                            paramLabel = "NAME@REFERENCE",
                            description =
                                    "Also this version of a prompt, such as greeting@production; may be repeated.")
                    @Nullable
                    List<String> prompts,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            required = true,
                            description = "The file, such as src/main/resources/stet-bundle.json.")
                    Path file) {
        if ((apps == null || apps.isEmpty()) && (prompts == null || prompts.isEmpty())) {
            throw new Misuse("name at least one app, or a prompt with --prompt");
        }
        var stet = connection.client();
        try (var live = stet.live(project.in(stet))
                .told(false)
                .longestWait(Duration.ofSeconds(30))
                .open()) {
            for (String app : apps == null ? List.<String>of() : apps) {
                live.release(app, environment);
            }
            for (String prompt : prompts == null ? List.<String>of() : prompts) {
                int at = prompt.lastIndexOf('@');
                live.prompt(
                        at < 0 ? prompt : prompt.substring(0, at),
                        at < 0 ? Which.latest() : Which.parse(prompt.substring(at + 1)));
            }
            live.writeBundle(file);
        } catch (UncheckedIOException e) {
            throw new Misuse(e.getMessage() + ": " + e.getCause());
        }
        return 0;
    }

    private static JsonNode manifest(Path file) {
        try {
            return Output.JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Misuse(file + " cannot be read: " + e.getMessage());
        } catch (JacksonException e) {
            throw new Misuse(file + " is not JSON: " + e.getOriginalMessage());
        }
    }

    static void put(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private static String joined(JsonNode list) {
        var texts = list.valueStream().map(JsonNode::asString).toList();
        return texts.isEmpty() ? "-" : String.join(", ", texts);
    }
}
