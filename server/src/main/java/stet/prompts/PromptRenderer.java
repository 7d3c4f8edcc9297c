package stet.prompts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.models.Message;
import stet.models.Part;
import stet.models.wire.ModelRequest.Tool;
import stet.platform.http.Problem;
import stet.platform.http.Problem.FieldError;
import stet.platform.json.Json;
import stet.prompts.content.PromptContent;
import stet.prompts.content.ToolUse;
import stet.prompts.content.Turn;
import stet.prompts.content.VariableType;
import stet.prompts.templates.Fault;
import stet.prompts.templates.Rendering;
import tools.jackson.databind.JsonNode;

/** One rendering of a prompt. */
final class PromptRenderer {
    private static final int MOST_WARNINGS = 50;

    private final PreparedPrompt prepared;
    private final Map<String, JsonNode> given;
    private final Map<String, JsonNode> values;
    private final Rendering run;
    private final List<FieldError> errors = new ArrayList<>();

    PromptRenderer(PreparedPrompt prepared, Map<String, JsonNode> given) {
        this.prepared = prepared;
        this.given = given;
        if (prepared.defaults().isEmpty()) {
            values = given;
        } else {
            values = new HashMap<>(prepared.defaults());
            values.putAll(given);
        }
        run = new Rendering(values, prepared.optional());
    }

    RenderedPrompt render() {
        checkTypes();
        var missing = new LinkedHashSet<String>();
        for (var name : prepared.needs().keySet()) {
            if (prepared.required().contains(name) && !values.containsKey(name)) {
                missing.add(name);
            }
        }
        var content = prepared.prompt().parsed().content();
        var messages = new ArrayList<Message>();
        @Nullable String text = null;
        try {
            switch (content) {
                case PromptContent.Text _ -> {
                    text = said(prepared.prompt(), "text", run);
                    messages.add(Message.of("user", new Part.Text(text)));
                }
                case PromptContent.Chat chat -> turns(prepared.prompt(), chat, messages);
            }
        } catch (Problem.Invalid wrong) {
            missing.addAll(run.missing());
            if (missing.isEmpty() || content.settings().warnsOfMissing()) {
                throw wrong;
            }
        }
        missing.addAll(run.missing());
        var warnings = new ArrayList<String>();
        settle(missing, content.settings().warnsOfMissing(), warnings);
        warnOfUnused(warnings);
        var settings = content.settings();
        return new RenderedPrompt(
                text,
                messages,
                tools(),
                settings.toolChoice(),
                settings.response(),
                settings.model(),
                settings.fallbacks(),
                warnings);
    }

    private void checkTypes() {
        for (var entry : given.entrySet()) {
            var said = prepared.declared().get(entry.getKey());
            if (said != null && !said.type().fits(entry.getValue())) {
                errors.add(new FieldError(
                        "variables." + entry.getKey(),
                        "is of the type " + VariableType.of(entry.getValue()).word() + ", not "
                                + said.type().word()));
            }
        }
    }

    private void settle(SequencedSet<String> missing, boolean warns, List<String> warnings) {
        if (!missing.isEmpty() && warns) {
            missing.forEach(it -> warnings.add("the variable '" + it + "' is missing; nothing stands in its place"));
        } else {
            missing.forEach(it -> errors.add(new FieldError("variables." + it, "is missing")));
        }
        if (errors.isEmpty()) {
            return;
        }
        var words = new ArrayList<String>();
        if (!missing.isEmpty() && !warns) {
            words.add((missing.size() == 1 ? "the variable is missing: " : "variables are missing: ")
                    + String.join(", ", missing));
        }
        String wrong = errors.stream()
                .filter(it -> !it.detail().equals("is missing"))
                .map(it -> it.field() + " " + it.detail())
                .collect(Collectors.joining("; "));
        if (!wrong.isEmpty()) {
            words.add(wrong);
        }
        throw new Problem.Invalid(String.join("; ", words), errors);
    }

    private void warnOfUnused(List<String> warnings) {
        for (var name : given.keySet()) {
            if (!prepared.needs().containsKey(name) && warnings.size() < MOST_WARNINGS) {
                warnings.add("the variable '" + name + "' is given, but the prompt does not use it");
            }
        }
    }

    private void turns(ResolvedPrompt of, PromptContent.Chat chat, List<Message> messages) {
        run.budget().enter();
        for (int i = 0; i < chat.turns().size(); i++) {
            run.budget().step();
            switch (chat.turns().get(i)) {
                case Turn.Said said -> messages.add(message(of, said, i, run));
                case Turn.Placeholder(var name) -> placeholder(of, chat, name, messages);
                case Turn.Included(var reference) -> included(of, reference, messages);
            }
        }
        run.budget().leave();
    }

    private void included(ResolvedPrompt of, String reference, List<Message> messages) {
        var included = of.includes().get(reference);
        if (included == null) {
            throw new Problem.Invalid("the include '" + reference + "' was not resolved");
        }
        switch (included.parsed().content()) {
            case PromptContent.Text _ -> messages.add(Message.of("system", new Part.Text(said(included, "text", run))));
            case PromptContent.Chat chat -> turns(included, chat, messages);
        }
    }

    private void placeholder(ResolvedPrompt of, PromptContent.Chat chat, String name, List<Message> messages) {
        var value = values.get(name);
        if (value != null) {
            messages.addAll(GivenMessages.read(value, "variables." + name, errors));
        } else if (name.equals(Turn.EXAMPLES)) {
            examples(of, chat, messages);
        }
    }

    /** Each example as the user's last message with its variables, and its output as the answer. */
    private void examples(ResolvedPrompt of, PromptContent.Chat chat, List<Message> messages) {
        int asked = -1;
        for (int i = 0; i < chat.turns().size(); i++) {
            if (chat.turns().get(i) instanceof Turn.Said said && said.role() == Turn.Role.USER) {
                asked = i;
            }
        }
        if (asked < 0) {
            return;
        }
        var question = (Turn.Said) chat.turns().get(asked);
        for (var example : chat.settings().examples()) {
            var output = example.output();
            if (output != null) {
                var variables = new HashMap<>(values);
                variables.putAll(example.variables());
                var part = run.with(variables);
                messages.add(message(of, question, asked, part));
                part.missing().forEach(run::missing);
                messages.add(Message.of(
                        "assistant", new Part.Text(output.isString() ? output.asString() : output.toString())));
            }
        }
    }

    private Message message(ResolvedPrompt of, Turn.Said said, int turn, Rendering with) {
        var parts = new ArrayList<Part>(said.pieces().size());
        for (int j = 0; j < said.pieces().size(); j++) {
            switch (said.pieces().get(j)) {
                case Turn.Piece.Words _ -> parts.add(new Part.Text(said(of, ParsedPrompt.field(said, turn, j), with)));
                case Turn.Piece.Shown shown -> {
                    var media = shown(of, said, shown, turn, j, with);
                    if (media != null) {
                        parts.add(media);
                    }
                }
            }
        }
        if (said.role() == Turn.Role.TOOL) {
            String result = parts.stream()
                    .map(it -> it instanceof Part.Text(var text) ? text : "")
                    .collect(Collectors.joining("\n"));
            return Message.of(
                    said.role().word(),
                    new Part.ToolResult(
                            said.callId(),
                            said.name(),
                            Json.MAPPER.getNodeFactory().stringNode(result)));
        }
        said.calls().forEach(it -> parts.add(new Part.ToolCall(it.id(), it.name(), it.arguments())));
        return new Message(said.role().word(), parts, said.name(), null);
    }

    private Part.@Nullable Media shown(
            ResolvedPrompt of, Turn.Said said, Turn.Piece.Shown shown, int turn, int piece, Rendering with) {
        String field = ParsedPrompt.field(said, turn, piece);
        String variable = shown.variable();
        if (variable == null) {
            return MediaAddress.read(shown, said(of, field, with), field, errors);
        }
        var value = with.variable(variable);
        if (value == null) {
            with.missing(variable);
            return null;
        }
        return MediaAddress.read(shown, value, "variables." + variable, errors);
    }

    private String said(ResolvedPrompt of, String field, Rendering with) {
        var template = prepared.templates(of).get(field);
        if (template == null) {
            throw new IllegalStateException("no template at " + field);
        }
        try {
            return template.render(with);
        } catch (Fault fault) {
            var place = fault.place();
            throw Problem.Invalid.field(field, (place == null ? "" : place + ": ") + fault.words());
        }
    }

    private List<Tool> tools() {
        var prompt = prepared.prompt();
        var tools = new ArrayList<Tool>();
        for (var tool : prompt.parsed().content().settings().tools()) {
            switch (tool) {
                case ToolUse.Inline(var inline) -> tools.add(inline);
                case ToolUse.Referred(var reference) -> {
                    var found = prompt.tools().get(reference);
                    if (found != null) {
                        tools.add(found.tool());
                    }
                }
            }
        }
        return tools;
    }
}
