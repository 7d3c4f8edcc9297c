package stet.models.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import stet.models.Message;
import stet.models.Part;
import stet.models.Part.ToolCall;
import stet.models.TokenUsage;
import stet.models.wire.RequestFacts;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Decides what a simulated model answers. The words depend on the request and the scenario's seed alone; timing and
 * faults also on how often the very same request came before, so that a retry can fare better.
 */
final class Script {
    private static final int REMEMBERED = 10_000;

    private final Scenario scenario;
    private final Map<Long, Integer> attempts = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
            return size() > REMEMBERED;
        }
    });

    Script(Scenario scenario) {
        this.scenario = scenario;
    }

    /** The reply to a conversation; empty when there is no such model. */
    Optional<ScriptedReply> reply(RequestFacts request) {
        var name = request.model() == null ? "" : request.model();
        return profile(name).map(profile -> reply(profile, name, request));
    }

    Optional<Profile> profile(String model) {
        return scenario.models().stream()
                .filter(each -> each.model().equals(model))
                .findFirst();
    }

    private ScriptedReply reply(Profile profile, String model, RequestFacts request) {
        var digest = digest(model, request.input());
        long key = ByteBuffer.wrap(digest).getLong() ^ scenario.seed();
        var words = new SplittableRandom(key);
        int attempt = attempts.merge(key, 1, Integer::sum);
        var luck = new SplittableRandom(key * 31 + attempt);

        var lastUser = lastUserText(request.input());
        var matched = match(model, lastUser);
        var toolResult = lastToolResult(request.input());
        var tool = toolResult == null ? toolCall(matched, request, digest) : null;
        var text = tool != null ? "" : fill(draw(matched.rule.answers(), words).text(), matched.found, toolResult);

        long limit = outputLimit(request);
        boolean stopped = tool == null && Tokens.in(text) > limit;
        if (stopped) {
            text = text.substring(0, (int) Math.min(text.length(), limit * 4));
        }
        long reasoning = Math.round(profile.reasoning().draw(words));
        long answer = tool == null
                ? Tokens.in(text)
                : Tokens.in(tool.name()) + Tokens.in(tool.arguments().toString());
        var usage = usage(profile, request, answer + reasoning, reasoning);

        double first = profile.firstToken().draw(luck);
        double streaming = profile.tokensPerSecond() == 0 ? 0 : 1000.0 * answer / profile.tokensPerSecond();
        double whole = profile.latencyMs() == null
                ? first + streaming
                : profile.latencyMs().draw(luck);
        var faults = matched.rule.faults() == null ? profile.allFaults() : matched.rule.faults();
        return new ScriptedReply(
                HexFormat.of().formatHex(digest, 0, 12),
                model,
                text,
                tool,
                matched.rule.finishReason(),
                stopped,
                usage,
                fault(faults, luck),
                first,
                streaming,
                whole);
    }

    private static TokenUsage usage(Profile profile, RequestFacts request, long output, long reasoning) {
        var input = request.input();
        long tools = request.tools() == null ? 0 : Tokens.in(request.tools().toString());
        long all = Tokens.in(input) + tools;
        long earlier = input.size() < 3 ? 0 : all - Tokens.in(input.getLast());
        return new TokenUsage(all, output, (long) (earlier * profile.cachedShare()), null, reasoning);
    }

    private Matched match(String model, String lastUser) {
        for (var rule : scenario.rules()) {
            var found = rule.match(model, lastUser);
            if (found != null) {
                return new Matched(rule, found);
            }
        }
        throw new IllegalStateException("the last rule of a scenario matches always");
    }

    private record Matched(Rule rule, Matcher found) {}

    private static @Nullable ToolCall toolCall(Matched matched, RequestFacts request, byte[] digest) {
        var wanted = matched.rule.tool();
        if (wanted == null || request.tools() == null || !offers(request.tools(), wanted.name())) {
            return null;
        }
        var arguments = Json.MAPPER.readTree(fill(wanted.arguments().toString(), matched.found, null));
        return new ToolCall("call_" + HexFormat.of().formatHex(digest, 12, 24), wanted.name(), arguments);
    }

    private static boolean offers(JsonNode tools, String name) {
        for (var tool : tools) {
            if (name.equals(tool.path("name").asString(""))
                    || name.equals(tool.path("function").path("name").asString(""))) {
                return true;
            }
        }
        return false;
    }

    private static String fill(String template, Matcher found, @Nullable JsonNode toolResult) {
        var text = template;
        if (found.groupCount() > 0) {
            var group = found.group(1);
            text = text.replace("{1}", group == null ? "" : group.replaceAll("[\"\\\\\\p{Cntrl}]", ""));
        }
        if (toolResult != null && toolResult.isObject()) {
            for (var field : toolResult.properties()) {
                text = text.replace(
                        "{tool." + field.getKey() + "}", field.getValue().asString(""));
            }
        }
        return text.replaceAll("\\{tool\\.\\w+}", "on file");
    }

    private static Rule.Choice draw(List<Rule.Choice> choices, RandomGenerator random) {
        double sum = choices.stream().mapToDouble(Rule.Choice::odds).sum();
        double at = random.nextDouble() * sum;
        for (var choice : choices) {
            at -= choice.odds();
            if (at < 0) {
                return choice;
            }
        }
        return choices.getLast();
    }

    private static @Nullable Fault fault(List<Fault> faults, RandomGenerator random) {
        double at = random.nextDouble();
        for (var fault : faults) {
            at -= fault.rate();
            if (at < 0) {
                return fault;
            }
        }
        return null;
    }

    private static long outputLimit(RequestFacts request) {
        var parameters = request.parameters();
        if (parameters == null) {
            return Long.MAX_VALUE / 8;
        }
        for (var field : List.of("max_completion_tokens", "max_output_tokens", "max_tokens")) {
            if (parameters.path(field).isIntegralNumber()) {
                return Math.max(1, parameters.path(field).asLong(1));
            }
        }
        return Long.MAX_VALUE / 8;
    }

    private static String lastUserText(List<Message> messages) {
        for (var message : messages.reversed()) {
            if (message.role().equals("user") && !message.text().isEmpty()) {
                return message.text();
            }
        }
        return "";
    }

    /** The result that the last message brings, when it answers a tool call. */
    private static @Nullable JsonNode lastToolResult(List<Message> messages) {
        if (messages.isEmpty()) {
            return null;
        }
        for (var part : messages.getLast().parts()) {
            if (part instanceof Part.ToolResult result) {
                return parsed(result.result());
            }
        }
        return null;
    }

    private static JsonNode parsed(JsonNode result) {
        var text = result.isArray() ? result.path(0).path("text") : result;
        if (!text.isString()) {
            return result;
        }
        try {
            return Json.MAPPER.readTree(text.asString());
        } catch (JacksonException _) {
            return result;
        }
    }

    private static byte[] digest(String model, List<Message> messages) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(model.getBytes(UTF_8));
            sha.update(Json.MAPPER.writeValueAsBytes(messages));
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
