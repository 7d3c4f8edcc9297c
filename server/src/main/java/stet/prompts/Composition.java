package stet.prompts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.platform.http.Problem.FieldError;
import stet.prompts.ResolvedPrompt.ResolvedTool;
import stet.prompts.content.PromptContent;
import stet.prompts.content.ToolContent;
import stet.prompts.content.ToolUse;
import stet.prompts.content.Turn;
import stet.prompts.templates.IncludeUse;

/** Finds everything that a prompt takes in, and refuses cycles, what is missing and what is too deep. */
public final class Composition {
    public static final int MAX_DEPTH = 10;
    public static final int MAX_PARTS = 200;

    private final Parts parts;
    private final Map<String, ResolvedPrompt> found = new HashMap<>();
    private final Map<String, Integer> heights = new HashMap<>();
    private final SequencedSet<String> path = new LinkedHashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    private Composition(Parts parts) {
        this.parts = parts;
    }

    /** Resolves a version; a {@link Problem} says all that is missing. */
    public static ResolvedPrompt of(Parts.Part prompt, Parts parts) {
        return of(prompt.name(), prompt.version(), prompt.digest(), PromptContent.read(prompt.content()), parts);
    }

    /** Resolves content that may not be saved; then its version is 0. */
    public static ResolvedPrompt of(String name, int version, String digest, PromptContent content, Parts parts) {
        return of(name, version, digest, ParsedPrompt.of(content), parts);
    }

    static ResolvedPrompt of(String name, int version, String digest, ParsedPrompt parsed, Parts parts) {
        var composition = new Composition(parts);
        composition.path.add(name.isEmpty() ? "this prompt" : name);
        var resolved = composition.resolve(name, version, digest, parsed);
        if (!composition.errors.isEmpty()) {
            var first = composition.errors.getFirst();
            throw new Problem.Invalid(first.field() + ": " + first.detail(), composition.errors);
        }
        return resolved;
    }

    /** Resolves what can be found and leaves out the rest. */
    static ResolvedPrompt asFarAsFound(String name, ParsedPrompt parsed, Parts parts) {
        var composition = new Composition(parts);
        composition.path.add(name.isEmpty() ? "this prompt" : name);
        try {
            return composition.resolve(name, 0, "", parsed);
        } catch (Problem.Invalid broken) {
            return new ResolvedPrompt(name, 0, "", parsed, Map.of(), Map.of());
        }
    }

    /** The references a content names, by the fields they stand in. */
    static Map<String, List<String>> references(ParsedPrompt parsed) {
        var references = new LinkedHashMap<String, List<String>>();
        parsed.templates()
                .forEach((field, template) -> references.put(
                        field,
                        template.includes().stream()
                                .map(IncludeUse::reference)
                                .distinct()
                                .toList()));
        if (parsed.content() instanceof PromptContent.Chat(var _, var turns)) {
            for (int i = 0; i < turns.size(); i++) {
                if (turns.get(i) instanceof Turn.Included(var reference)) {
                    references.put("messages[" + i + "].include", List.of(reference));
                }
            }
        }
        return references;
    }

    private ResolvedPrompt resolve(String name, int version, String digest, ParsedPrompt parsed) {
        var includes = new LinkedHashMap<String, ResolvedPrompt>();
        references(parsed).forEach((field, references) -> {
            for (var reference : references) {
                var included = include(field, reference);
                if (included == null) {
                    continue;
                }
                if (!field.endsWith(".include") && included.parsed().content() instanceof PromptContent.Chat) {
                    wrong(
                            field,
                            "'" + reference
                                    + "' is a chat, which has no place inside a text: include it among the messages");
                }
                includes.put(reference, included);
            }
        });
        var tools = new LinkedHashMap<String, ResolvedTool>();
        for (var tool : parsed.content().settings().tools()) {
            if (tool instanceof ToolUse.Referred(var reference)) {
                var named = Parts.Named.parse(reference);
                parts.tool(named.name(), named.reference())
                        .ifPresentOrElse(
                                it -> tools.put(
                                        reference,
                                        new ResolvedTool(
                                                it.name(), it.version(), it.digest(), ToolContent.read(it.content()))),
                                () -> wrong("tools", "there is no tool '" + reference + "'"));
            }
        }
        return new ResolvedPrompt(name, version, digest, parsed, includes, tools);
    }

    private @Nullable ResolvedPrompt include(String field, String reference) {
        var known = found.get(reference);
        if (known != null) {
            if (path.size() + heights.getOrDefault(reference, 0) > MAX_DEPTH) {
                tooDeep(field, reference);
                return null;
            }
            return known;
        }
        var named = Parts.Named.parse(reference);
        if (path.contains(named.name())) {
            wrong(field, "the include goes in a circle: " + String.join(" → ", path) + " → " + named.name());
            return null;
        }
        if (path.size() > MAX_DEPTH) {
            tooDeep(field, reference);
            return null;
        }
        if (found.size() >= MAX_PARTS) {
            wrong(field, "more than " + MAX_PARTS + " prompts are included");
            return null;
        }
        var part = parts.prompt(named.name(), named.reference());
        if (part.isEmpty()) {
            wrong(
                    field,
                    "there is no prompt '" + named.name() + "'"
                            + (named.reference().equals("latest") ? "" : " at '" + named.reference() + "'"));
            return null;
        }
        path.add(named.name());
        var it = part.get();
        var resolved = resolve(it.name(), it.version(), it.digest(), read(it));
        path.remove(named.name());
        found.put(reference, resolved);
        heights.put(
                reference,
                1
                        + resolved.includes().keySet().stream()
                                .mapToInt(inner -> heights.getOrDefault(inner, 0))
                                .max()
                                .orElse(0));
        return resolved;
    }

    private static ParsedPrompt read(Parts.Part part) {
        try {
            return ParsedPrompt.of(PromptContent.read(part.content()));
        } catch (Problem.Invalid wrong) {
            throw new Problem.Invalid("the included prompt '" + part.name() + "' version " + part.version()
                    + " cannot be used: " + wrong.detail());
        }
    }

    private void tooDeep(String field, String reference) {
        wrong(field, "includes are more than " + MAX_DEPTH + " deep at '" + reference + "'");
    }

    /** Of a prompt that is included, the field alone does not say where it is. */
    private void wrong(String field, String detail) {
        String where = path.size() > 1 ? "in '" + path.getLast() + "', " : "";
        errors.add(new FieldError(field, where + detail));
    }
}
