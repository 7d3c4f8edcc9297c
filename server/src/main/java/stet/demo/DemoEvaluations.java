package stet.demo;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.models.simulated.Scenario;
import stet.platform.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** A dataset of what customers ask, a suite over it, and its runs of the first two versions of the bot's prompt: made once. */
record DemoEvaluations(DemoWire wire, List<Scenario.Conversation> conversations) {
    private static final Logger LOG = LoggerFactory.getLogger(DemoEvaluations.class);
    private static final String PROJECT = "/api/v1/projects/" + "demo";
    private static final String DATASET = "billing/questions";
    private static final String SUITE = "billing/answers";

    void make() {
        try {
            var dataset = Json.MAPPER.createObjectNode().put("name", DATASET).put("description", "What customers ask");
            if (!wire.make(PROJECT + "/datasets", dataset)) {
                return;
            }
            var _ = wire.make(PROJECT + "/datasets/" + DATASET.replace("/", "%2F") + "/versions", cases());
            var suite = Json.MAPPER.createObjectNode().put("kind", "suite").put("name", SUITE);
            suite.set("content", Json.MAPPER.readTree("""
                    {"description":"Answers of the billing bot","dataset":{"name":"%s"},"target":{"prompt":{"name":"billing/answer"}},
                     "evaluators":{"short":{"type":"word-count","most":60},"no refusal":{"type":"refusal","not":true},
                                   "names money":{"type":"regex","pattern":"[$€]|invoice|refund","weight":0}},
                     "criteria":[{"metric":"pass","min":0.8},{"metric":"short.pass","regression":{"margin":0.05}}],
                     "repetitions":2,"concurrency":4}""".formatted(DATASET)));
            var _ = wire.make(PROJECT + "/artifacts", suite);
            run("at launch", 1);
            run("says what refunds are possible", 2);
        } catch (IOException e) {
            LOG.warn("the demo's evaluations could not be made: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(String name, int version) throws IOException, InterruptedException {
        var run = Json.MAPPER.createObjectNode().put("suite", SUITE).put("name", name);
        run.putObject("target")
                .putObject("prompt")
                .put("name", "billing/answer")
                .put("version", version);
        var _ = wire.make(PROJECT + "/runs", run);
    }

    private ObjectNode cases() {
        var change = Json.MAPPER.createObjectNode().put("message", "of the demo's conversations");
        var put = change.putArray("put");
        for (var conversation : conversations) {
            for (var question : conversation.turns()) {
                var item = put.addObject();
                item.putArray("messages").addObject().put("role", "user").put("content", question);
                item.putArray("tags").add(conversation.topic());
            }
        }
        return change;
    }
}
