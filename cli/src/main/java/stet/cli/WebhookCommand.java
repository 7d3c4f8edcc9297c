package stet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stet.client.Webhooks;
import tools.jackson.databind.JsonNode;

/** {@code stet webhook}. */
@Command(name = "webhook", description = "Tell other systems what happens, by signed requests.")
final class WebhookCommand {
    private static final String ID = "As 'list' shows it.";

    @Command(name = "list", description = "The project's webhooks.")
    int list(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        var stet = connection.client();
        var found = stet.webhooks(project.in(stet)).list();
        if (!output.asJson(found)) {
            var rows = new ArrayList<List<String>>();
            found.path("items")
                    .forEach(it -> rows.add(List.of(
                            it.path("id").asString(),
                            it.path("url").asString(),
                            events(it),
                            it.path("enabled").asBoolean() ? "on" : "off",
                            it.path("failingSince").asString("-"))));
            output.table(List.of("ID", "URL", "EVENTS", "STATE", "FAILING SINCE"), rows);
        }
        return 0;
    }

    @Command(name = "add", description = "Add a webhook. Prints its secret, which is never shown again.")
    int add(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "URL", description = "Where to send to.") String url,
            @Option(
                            names = "--event",
                            paramLabel = "TYPE",
                            description =
                                    "A type of event to tell of, such as label.moved; may repeat. All unless given.")
                    @Nullable
                    List<String> events,
            @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.") @Nullable
                    String description) {
        var wanted = new TreeMap<String, Object>(Map.of("url", url));
        if (events != null) {
            wanted.put("events", events);
        }
        if (description != null) {
            wanted.put("description", description);
        }
        var stet = connection.client();
        shown(output, stet.webhooks(project.in(stet)).add(wanted));
        return 0;
    }

    @Command(name = "on", description = "Switch a webhook on.")
    int on(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = ID) String id) {
        return turn(connection, project, output, id, true);
    }

    @Command(name = "off", description = "Switch a webhook off; what waits for it is given up.")
    int off(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = ID) String id) {
        return turn(connection, project, output, id, false);
    }

    @Command(name = "remove", description = "Remove a webhook and its log.")
    int remove(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = ID) String id) {
        var stet = connection.client();
        stet.webhooks(project.in(stet)).remove(id);
        if (!output.asJson(Map.of("id", id, "removed", true))) {
            output.line("Webhook " + id + " is removed.");
        }
        return 0;
    }

    @Command(name = "rotate", description = "Make another secret. Prints it; for a while both are used.")
    int rotate(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(
                            names = "--overlap-hours",
                            paramLabel = "N",
                            defaultValue = "24",
                            description = "For how long, 0 to 168. Default: ${DEFAULT-VALUE}.")
                    int overlapHours) {
        var stet = connection.client();
        shown(output, stet.webhooks(project.in(stet)).rotate(id, overlapHours));
        return 0;
    }

    @Command(name = "test", description = "Send a message that tells of nothing, and say what came of it.")
    int test(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = ID) String id) {
        var stet = connection.client();
        var tested = stet.webhooks(project.in(stet)).test(id);
        if (!output.asJson(tested)) {
            detail(output, tested);
        }
        return tested.path("item").path("state").asString().equals("delivered") ? 0 : StetCommand.REFUSED;
    }

    @Command(name = "deliveries", description = "What was sent, newest first.")
    int deliveries(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(
                            names = "--state",
                            paramLabel = "WORD",
                            description = "waiting, delivered or failed; all unless given.")
                    @Nullable
                    String state,
            @Option(
                            names = {"-n", "--limit"},
                            paramLabel = "COUNT",
                            defaultValue = "50",
                            description = "How many, up to 500. Default: ${DEFAULT-VALUE}.")
                    int limit) {
        var stet = connection.client();
        Paging.print(
                output,
                stet.webhooks(project.in(stet)).deliveries(id, state, limit),
                List.of("ID", "CREATED", "TYPE", "STATE", "TRIES", "NEXT"),
                it -> List.of(
                        it.path("id").asString(),
                        it.path("createdAt").asString(),
                        it.path("type").asString(),
                        it.path("state").asString(),
                        it.path("tries").asString(),
                        it.path("nextAt").asString("-")));
        return 0;
    }

    @Command(name = "show", description = "A message with what it says and every time that it was sent.")
    int show(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "DELIVERY", description = "As 'deliveries' shows it.") String delivery) {
        var stet = connection.client();
        var found = stet.webhooks(project.in(stet)).delivery(id, delivery);
        if (!output.asJson(found)) {
            detail(output, found);
        }
        return 0;
    }

    @Command(name = "replay", description = "Send a message again, or all that were not taken.")
    int replay(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(
                            paramLabel = "DELIVERY",
                            arity = "0..1",
                            description = "As 'deliveries' shows it; all that failed unless given.")
                    @Nullable
                    String delivery) {
        var stet = connection.client();
        var webhooks = stet.webhooks(project.in(stet));
        var done = delivery == null ? webhooks.replayFailed(id) : webhooks.replay(id, delivery);
        if (!output.asJson(done)) {
            output.line(
                    delivery == null
                            ? done.path("replayed").asString() + " messages are sent again."
                            : "It is sent again.");
        }
        return 0;
    }

    private static int turn(Connection connection, ProjectOption project, Output output, String id, boolean on) {
        var stet = connection.client();
        Webhooks webhooks = stet.webhooks(project.in(stet));
        var now = webhooks.get(id);
        var wanted = new TreeMap<String, Object>(Map.of("url", now.path("url").asString(), "enabled", on));
        wanted.put("events", now.path("events"));
        wanted.put("description", now.path("description").asString(""));
        var changed = webhooks.change(id, wanted);
        if (!output.asJson(changed)) {
            output.line("Webhook " + id + " is " + (on ? "on." : "off."));
        }
        return 0;
    }

    private static void shown(Output output, JsonNode made) {
        if (!output.asJson(made)) {
            output.line("Webhook " + made.path("item").path("id").asString() + " for "
                    + made.path("item").path("url").asString());
            output.line("Its secret, shown this once: " + made.path("secret").asString());
        }
    }

    private static void detail(Output output, JsonNode found) {
        var item = found.path("item");
        output.line(item.path("type").asString() + ", " + item.path("state").asString() + ", "
                + item.path("messageId").asString());
        output.line(found.path("payload").toString());
        for (var attempt : found.path("attempts")) {
            output.line(attempt.path("at").asString() + ": "
                    + attempt.path("problem")
                            .asString("taken, " + attempt.path("status").asString()) + ", "
                    + Math.round(attempt.path("durationMs").asDouble()) + " ms");
        }
    }

    private static String events(JsonNode webhook) {
        var events =
                webhook.path("events").valueStream().map(JsonNode::asString).toList();
        return events.isEmpty() ? "all" : String.join(", ", events);
    }
}
