package stet.demo;

import stet.access.Caller;
import stet.platform.json.Json;
import stet.registry.Kind;
import stet.registry.Labels;
import stet.registry.NewVersion;
import stet.registry.Registry;
import stet.registry.SaveOutcome;
import stet.releases.deployments.Deployments;
import tools.jackson.databind.JsonNode;

/**
 * The billing bot's prompt, its tool and its first two releases, made once: the second release is live, the first is one step back,
 * and a third version of the prompt waits.
 */
public final class DemoReleases {
    private static final String APP = "billing-bot";
    private static final String PROMPT = "billing/answer";
    private static final String FIRST =
            "You are the billing assistant of Northwind Cloud. Answer {{plan}} customers briefly and kindly.";
    private static final String TOOL = "lookup_invoice";
    private static final String SECOND = FIRST + " Refunds are possible within 14 days of a charge.";

    private static final String THIRD = SECOND + " Ask for the invoice number before you promise one.";

    private final Registry registry;
    private final Labels labels;
    private final Deployments deployments;
    private final Caller caller;
    private final String project;

    private DemoReleases(Registry registry, Labels labels, Deployments deployments, Caller caller, String project) {
        this.registry = registry;
        this.labels = labels;
        this.deployments = deployments;
        this.caller = caller;
        this.project = project;
    }

    /** Makes them unless they are there. */
    public static void make(Registry registry, Labels labels, Deployments deployments, Caller caller, String project) {
        new DemoReleases(registry, labels, deployments, caller, project).make();
    }

    private void make() {
        if (save(Kind.PROMPT, PROMPT, prompt(FIRST), "the first words", 0) instanceof SaveOutcome.Stale) {
            return;
        }
        release(1, "at launch");
        save(Kind.PROMPT, PROMPT, prompt(SECOND), "says what refunds are possible", 1);
        release(2, "refund rules");
        save(Kind.PROMPT, PROMPT, prompt(THIRD), "asks for the invoice number first", 2);
        label("production", 2);
        label("staging", 3);
        save(Kind.TOOL, TOOL, tool(), "as the bot offers it", 0);
    }

    private void label(String label, int version) {
        labels.move(caller, project, new Labels.Target(Kind.PROMPT, PROMPT, label), 0, version, "the demo begins");
    }

    private void release(int number, String message) {
        var manifest = Json.MAPPER.createObjectNode();
        var step = manifest.putObject("steps").putObject("answer");
        step.put("prompt", PROMPT + "@" + number);
        step.putObject("retrieval").put("index", "help-centre").put("topK", 4);
        save(Kind.APP, APP, manifest, message, number - 1);
        for (String environment : new String[] {"staging", "production"}) {
            deployments.deploy(
                    caller,
                    project,
                    APP,
                    environment,
                    new Deployments.Wanted(Integer.toString(number), null, message, false));
        }
    }

    private SaveOutcome save(Kind kind, String name, JsonNode content, String message, int expected) {
        return registry.save(caller, project, kind, name, new NewVersion(content, message, expected, null, null, true));
    }

    private static JsonNode tool() {
        var content = Json.MAPPER
                .createObjectNode()
                .put("name", TOOL)
                .put("description", "Finds an invoice of the customer.");
        var parameters = content.putObject("parameters").put("type", "object");
        parameters.putObject("properties").putObject("invoice").put("type", "string");
        parameters.putArray("required").add("invoice");
        return content;
    }

    private static JsonNode prompt(String text) {
        var content = Json.MAPPER.createObjectNode().put("type", "chat");
        content.putArray("messages").addObject().put("role", "system").put("content", text);
        content.putObject("variables")
                .putObject("plan")
                .put("description", "what the customer pays for")
                .put("type", "string")
                .put("default", "team")
                .put("example", "team");
        content.putObject("model")
                .put("name", "simulated-large")
                .putObject("parameters")
                .put("temperature", 0.2);
        return content;
    }
}
