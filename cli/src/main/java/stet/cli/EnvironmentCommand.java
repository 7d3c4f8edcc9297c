package stet.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stet environment}. */
@Command(name = "environment", description = "Where apps run, what is live there, and when nothing is to be deployed.")
final class EnvironmentCommand {
    @Command(name = "list", description = "The environments of the project; with --app, what is live in each.")
    int list(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Option(names = "--app", paramLabel = "NAME", description = "Show what is live of this app.") @Nullable
                    String app) {
        var stet = connection.client();
        var apps = stet.apps(project.in(stet));
        if (app == null) {
            Paging.print(
                    output,
                    apps.environments(),
                    List.of("NAME", "DESCRIPTION"),
                    it -> List.of(
                            it.path("name").asString(), it.path("description").asString("-")));
            return 0;
        }
        Paging.print(
                output,
                apps.environments(app),
                List.of("NAME", "RELEASE", "SINCE", "BY", "PREVIOUS", "FROZEN UNTIL"),
                it -> List.of(
                        it.path("name").asString(),
                        it.path("live").path("release").asString("-"),
                        it.path("live").path("at").asString("-"),
                        it.path("live").path("actor").asString("-"),
                        it.path("live").path("previous").asString("-"),
                        it.path("freeze").path("to").asString("-")));
        return 0;
    }

    @Command(name = "log", description = "What was deployed to an environment of an app, newest first.")
    int log(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin Paging paging,
            @Parameters(paramLabel = "APP", description = "The app.") String app,
            @Option(
                            names = {"-e", "--environment"},
                            paramLabel = "NAME",
                            defaultValue = "production",
                            description = "Where. Default: ${DEFAULT-VALUE}.")
                    String environment) {
        var stet = connection.client();
        Paging.print(
                output,
                stet.apps(project.in(stet)).deployments(app, environment, Paging.within(paging.limit), paging.cursor),
                List.of("AT", "KIND", "RELEASE", "REPLACED", "BY", "REASON"),
                it -> List.of(
                        it.path("at").asString(),
                        it.path("kind").asString()
                                + (it.path("brokeFreeze").asBoolean(false) ? " (broke a freeze)" : "")
                                + (it.path("overrode").isEmpty() ? "" : " (against its gates)"),
                        it.path("release").asString(),
                        it.path("replaced").asString("-"),
                        it.path("actor").asString(),
                        it.path("reason").asString("-")));
        return 0;
    }

    @Command(name = "add", description = "Add an environment, or describe one.")
    int add(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = "1 to 63 of a-z, 0-9 and '-'.") String name,
            @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.") @Nullable
                    String description) {
        var facts = new LinkedHashMap<String, Object>();
        ReleaseCommand.put(facts, "description", description);
        var stet = connection.client();
        var saved = stet.apps(project.in(stet)).saveEnvironment(name, facts);
        if (!output.asJson(saved)) {
            output.line("Environment " + name + " is saved.");
        }
        return 0;
    }

    @Command(name = "remove", description = "Remove an environment that was added and never deployed to.")
    int remove(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = "As 'list' shows it.") String name) {
        var stet = connection.client();
        stet.apps(project.in(stet)).removeEnvironment(name);
        if (!output.asJson(Map.of("name", name, "removed", true))) {
            output.line("Environment " + name + " is removed.");
        }
        return 0;
    }

    @Command(
            name = "gates",
            description =
                    "What a release of an app must meet before it is deployed there; with --set or --none, say so.")
    int gates(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "APP", description = "The app.") String app,
            @Option(
                            names = {"-e", "--environment"},
                            paramLabel = "NAME",
                            defaultValue = "production",
                            description = "Where. Default: ${DEFAULT-VALUE}.")
                    String environment,
            @Option(
                            names = "--set",
                            paramLabel = "GATE",
                            description =
                                    "Require this, such as 'suite billing/answers', in place of what there was. Repeatable.")
                    @Nullable
                    List<String> set,
            @Option(names = "--none", description = "Require nothing.") boolean none) {
        var stet = connection.client();
        var apps = stet.apps(project.in(stet));
        var found = none || set != null
                ? apps.requireGates(app, environment, set == null ? List.of() : set)
                : apps.gates(app, environment);
        if (!output.asJson(found)) {
            found.path("gates").forEach(it -> output.line(it.asString()));
            if (found.path("gates").isEmpty()) {
                output.line("None.");
            }
        }
        return 0;
    }

    @Command(name = "freeze", description = "Keep everybody from deploying for a time; rolling back stays possible.")
    int freeze(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Option(names = "--to", paramLabel = "TIME", required = true, description = "When it ends.") String to,
            @Option(
                            names = {"-r", "--reason"},
                            paramLabel = "TEXT",
                            required = true,
                            description = "Why.")
                    String reason,
            @Option(names = "--from", paramLabel = "TIME", description = "When it begins; now unless given.") @Nullable
                    String from,
            @Option(names = "--app", paramLabel = "NAME", description = "Only this app.") @Nullable String app,
            @Option(
                            names = {"-e", "--environment"},
                            paramLabel = "NAME",
                            description = "Only this environment.")
                    @Nullable
                    String environment) {
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("to", to);
        wanted.put("reason", reason);
        ReleaseCommand.put(wanted, "from", from);
        ReleaseCommand.put(wanted, "app", app);
        ReleaseCommand.put(wanted, "environment", environment);
        var stet = connection.client();
        var made = stet.apps(project.in(stet)).freeze(wanted);
        if (!output.asJson(made)) {
            output.line("Nothing is deployed from " + made.path("from").asString() + " to "
                    + made.path("to").asString() + ". End it with 'stet environment unfreeze "
                    + made.path("id").asString() + "'.");
        }
        return 0;
    }

    @Command(name = "freezes", description = "The freezes that hold or will.")
    int freezes(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        var stet = connection.client();
        Paging.print(
                output,
                stet.apps(project.in(stet)).freezes(),
                List.of("ID", "FROM", "TO", "APP", "ENVIRONMENT", "BY", "REASON"),
                it -> List.of(
                        it.path("id").asString(),
                        it.path("from").asString(),
                        it.path("to").asString(),
                        it.path("app").asString("all"),
                        it.path("environment").asString("all"),
                        it.path("createdBy").asString(),
                        it.path("reason").asString()));
        return 0;
    }

    @Command(name = "unfreeze", description = "End a freeze.")
    int unfreeze(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = "As 'freezes' shows it.") String id) {
        var stet = connection.client();
        stet.apps(project.in(stet)).unfreeze(id);
        if (!output.asJson(Map.of("id", id, "removed", true))) {
            output.line("Freeze " + id + " is over.");
        }
        return 0;
    }
}
