package stet.evaluators;

import stet.access.Callers;
import stet.platform.http.Api;
import stet.registry.Kind;
import stet.registry.RegistryFeature;

/** Evaluators: what there are, what a definition may say, what one says about an output. */
public final class EvaluatorFeature {
    private final Definition definition;
    private final EvaluatorRoutes routes;

    private EvaluatorFeature(Definition definition, EvaluatorRoutes routes) {
        this.definition = definition;
        this.routes = routes;
    }

    public static EvaluatorFeature create(Catalogue catalogue, RegistryFeature registry, Callers callers) {
        var definition = new Definition(catalogue);
        registry.understands(Kind.EVALUATOR, new EvaluatorRules(definition));
        return new EvaluatorFeature(definition, new EvaluatorRoutes(definition, registry.registry(), callers));
    }

    public Definition definition() {
        return definition;
    }

    public void declare(Api api) {
        routes.declare(api);
    }
}
