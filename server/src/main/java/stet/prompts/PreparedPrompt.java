package stet.prompts;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import stet.prompts.content.PromptSettings.Variable;
import stet.prompts.templates.Composed;
import tools.jackson.databind.JsonNode;

/** A resolved prompt made ready to be rendered many times: nothing is read or looked for again. Immutable. */
public final class PreparedPrompt {
    private final ResolvedPrompt prompt;
    private final Map<String, Needs.Need> needs;
    private final Map<String, Variable> declared;
    private final Map<String, JsonNode> defaults = new HashMap<>();
    private final Set<String> optional = new HashSet<>();
    private final Set<String> required = new HashSet<>();
    private final IdentityHashMap<ResolvedPrompt, Map<String, Composed>> composed = new IdentityHashMap<>();

    private PreparedPrompt(ResolvedPrompt prompt) {
        this.prompt = prompt;
        needs = new LinkedHashMap<>(Needs.of(prompt));
        declared = Needs.declared(prompt);
        declared.forEach((name, variable) -> {
            if (variable.otherwise() != null) {
                defaults.put(name, variable.otherwise());
            }
        });
        needs.forEach((name, need) -> {
            var said = declared.get(name);
            var must = said == null ? null : said.required();
            if (must != null ? must : need.use().required()) {
                required.add(name);
            }
            if (Boolean.FALSE.equals(must) || (must == null && need.use().optional())) {
                optional.add(name);
            }
        });
        compose(prompt);
    }

    public static PreparedPrompt of(ResolvedPrompt prompt) {
        return new PreparedPrompt(prompt);
    }

    /** What it says with these variables; a {@link stet.platform.http.Problem} names all that are missing or wrong. */
    public RenderedPrompt render(Map<String, JsonNode> variables) {
        return new PromptRenderer(this, variables).render();
    }

    public ResolvedPrompt prompt() {
        return prompt;
    }

    Map<String, Needs.Need> needs() {
        return needs;
    }

    Map<String, Variable> declared() {
        return declared;
    }

    Map<String, JsonNode> defaults() {
        return defaults;
    }

    Set<String> optional() {
        return optional;
    }

    Set<String> required() {
        return required;
    }

    /** The templates of this prompt or of one that it includes, by field. */
    Map<String, Composed> templates(ResolvedPrompt of) {
        return composed.getOrDefault(of, Map.of());
    }

    private Map<String, Composed> compose(ResolvedPrompt of) {
        var known = composed.get(of);
        if (known != null) {
            return known;
        }
        var includes = new HashMap<String, Composed>();
        of.includes().forEach((reference, included) -> {
            var text = compose(included).get("text");
            if (text != null) {
                includes.put(reference, text);
            }
        });
        var templates = new HashMap<String, Composed>();
        of.parsed().templates().forEach((field, template) -> templates.put(field, new Composed(template, includes)));
        composed.put(of, templates);
        return templates;
    }
}
