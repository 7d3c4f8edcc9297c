package stet.prompts;

import stet.access.Callers;
import stet.platform.http.Api;
import stet.registry.Kind;
import stet.registry.RegistryFeature;

/** Prompts: what they may hold, what they say. */
public final class PromptFeature {
    private final Prompts prompts;
    private final PromptRoutes routes;

    private PromptFeature(Prompts prompts, PromptRoutes routes) {
        this.prompts = prompts;
        this.routes = routes;
    }

    public static PromptFeature create(RegistryFeature registry, Callers callers) {
        registry.understands(Kind.PROMPT, new PromptRules(registry.registry()));
        registry.understands(Kind.TOOL, new ToolRules());
        var prompts = new Prompts(registry.registry());
        return new PromptFeature(prompts, new PromptRoutes(prompts, callers));
    }

    public Prompts prompts() {
        return prompts;
    }

    public void declare(Api api) {
        routes.declare(api);
    }
}
