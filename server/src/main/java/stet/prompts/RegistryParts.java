package stet.prompts;

import java.util.Optional;
import stet.platform.db.Scope;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.Registry;

/** The prompts and tools of a project, as they are saved. */
record RegistryParts(Registry registry, Scope.InProject project) implements Parts {
    @Override
    public Optional<Part> prompt(String name, String reference) {
        return find(Kind.PROMPT, name, reference);
    }

    @Override
    public Optional<Part> tool(String name, String reference) {
        return find(Kind.TOOL, name, reference);
    }

    private Optional<Part> find(Kind kind, String name, String reference) {
        return registry.find(project, kind, name, Reference.parse(reference))
                .map(it -> new Part(it.name(), it.number(), it.digest(), it.content()));
    }
}
