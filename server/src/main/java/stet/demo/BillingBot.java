package stet.demo;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import stet.models.simulated.Scenario;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The support bot of the demo: an ordinary application that calls models through the gateway and reports its own spans by OTLP,
 * just as a user's application would.
 */
final class BillingBot {
    private static final String SYSTEM = "You are the billing assistant of Northwind Cloud. Answer briefly and kindly. "
            + "Refunds are possible within 14 days of a charge. Look invoices up before you speak about them.";

    /** @param prompt the version whose words it was given */
    private record Chat(String user, String session, String environment, String prompt) {}

    private final DemoWire wire;
    private final InstantSource clock;
    private final RandomGenerator random;

    BillingBot(DemoWire wire, InstantSource clock, RandomGenerator random) {
        this.wire = wire;
        this.clock = clock;
        this.random = random;
    }

    /** Holds a conversation, a trace for each question. */
    void converse(Scenario.Conversation conversation, String user, String session)
            throws IOException, InterruptedException {
        ArrayNode history = Json.MAPPER.createArrayNode();
        history.addObject().put("role", "system").put("content", SYSTEM);
        String environment = random.nextInt(10) == 0 ? "staging" : "production";
        var chat = new Chat(user, session, environment, "billing/answer@" + (random.nextInt(5) == 0 ? 1 : 2));
        for (String question : conversation.turns()) {
            history.addObject().put("role", "user").put("content", question);
            answer(conversation, history, chat);
            Thread.sleep(300 + random.nextInt(1200));
        }
    }

    private void answer(Scenario.Conversation conversation, ArrayNode history, Chat chat)
            throws IOException, InterruptedException {
        var spans = new ArrayList<DemoSpan>();
        var trace = DemoSpan.newTrace(random);
        var agent = trace.child("billing-bot", clock.instant())
                .with("gen_ai.operation.name", "invoke_agent")
                .with("gen_ai.agent.name", "billing-bot")
                .with("user.id", chat.user())
                .with("session.id", chat.session())
                .with("deployment.environment.name", chat.environment());
        spans.add(agent);
        String question = history.get(history.size() - 1).path("content").asString();
        agent.with("gen_ai.input.messages", DemoSpan.textMessage("user", question));
        try {
            spans.add(retrieve(agent, question));
            var request = Json.MAPPER.createObjectNode();
            request.put("model", random.nextInt(4) == 0 ? "simulated-small" : "simulated-large");
            request.set("messages", history.deepCopy());
            request.put("temperature", 0.2);
            if (random.nextBoolean()) {
                request.put("stream", true);
            }
            request.set("tools", tools());
            facts(request, conversation, chat);
            JsonNode message = wire.chat(request, agent);
            for (JsonNode call : message.path("tool_calls")) {
                history.add(message.deepCopy());
                spans.add(tool(agent, call, history));
            }
            if (!message.path("tool_calls").isEmpty()) {
                request.set("messages", history.deepCopy());
                message = wire.chat(request, agent);
            }
            String text = message.path("content").asString("");
            history.addObject().put("role", "assistant").put("content", text);
            agent.with("gen_ai.output.messages", DemoSpan.textMessage("assistant", text));
        } catch (DemoWire.Refused refused) {
            agent.failed(refused.kind(), refused.getMessage());
            history.remove(history.size() - 1);
        }
        agent.end(clock.instant());
        wire.report(spans);
    }

    private DemoSpan retrieve(DemoSpan agent, String question) throws InterruptedException {
        Instant started = clock.instant();
        Thread.sleep(8 + random.nextInt(40));
        ArrayNode documents = Json.MAPPER.createArrayNode();
        for (int i = 0; i < 3; i++) {
            documents
                    .addObject()
                    .put("id", "article-" + (100 + random.nextInt(40)))
                    .put("score", Math.round((0.93 - i * 0.07) * 100) / 100.0);
        }
        return agent.child("search help articles", started)
                .with("gen_ai.operation.name", "retrieval")
                .with("gen_ai.data_source.id", "help-centre")
                .with("gen_ai.retrieval.query.text", question)
                .with("gen_ai.retrieval.documents", documents.toString())
                .end(clock.instant());
    }

    private DemoSpan tool(DemoSpan agent, JsonNode call, ArrayNode history) throws InterruptedException {
        Instant started = clock.instant();
        Thread.sleep(20 + random.nextInt(120));
        String result = "{\"invoice\":\"INV-" + (20_000 + random.nextInt(9_000))
                + "\",\"amount\":\"49.00 USD\",\"status\":\"paid\",\"charged_on\":\"2026-11-12\"}";
        String id = call.path("id").asString("");
        history.addObject().put("role", "tool").put("tool_call_id", id).put("content", result);
        return agent.child("execute_tool " + call.path("function").path("name").asString(""), started)
                .with("gen_ai.operation.name", "execute_tool")
                .with("gen_ai.tool.name", call.path("function").path("name").asString(""))
                .with("gen_ai.tool.call.id", id)
                .with(
                        "gen_ai.tool.call.arguments",
                        call.path("function").path("arguments").asString(""))
                .with("gen_ai.tool.call.result", result)
                .end(clock.instant());
    }

    private static void facts(ObjectNode request, Scenario.Conversation conversation, Chat chat) {
        ObjectNode stet = request.putObject("stet");
        stet.put("user", chat.user())
                .put("session", chat.session())
                .put("environment", chat.environment())
                .put("prompt", chat.prompt());
        stet.putArray("tags").add("billing-bot").add(conversation.topic());
        stet.putObject("metadata").put("app", "billing-bot").put("channel", "web");
    }

    private static ArrayNode tools() {
        ArrayNode tools = Json.MAPPER.createArrayNode();
        for (var tool : List.of("lookup_invoice", "refund_status")) {
            ObjectNode function = tools.addObject().put("type", "function").putObject("function");
            function.put("name", tool)
                    .put(
                            "description",
                            tool.equals("lookup_invoice")
                                    ? "Finds an invoice of the customer."
                                    : "Says how far a refund is.");
            ObjectNode parameters = function.putObject("parameters").put("type", "object");
            parameters.putObject("properties").putObject("invoice").put("type", "string");
        }
        return tools;
    }
}
