package stet.compat.promptlayer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import stet.access.Caller;
import stet.platform.http.Problem;
import stet.registry.Artifact;
import stet.registry.Kind;
import stet.registry.Registry;
import stet.registry.UsedBy;

/** The labels of prompts, each by a number as PromptLayer's clients know it. */
record ReleaseLabels(Registry registry, Templates templates) {
    /** A label that points somewhere. */
    record Labelled(Artifact prompt, String label, int version) {
        long number() {
            return RequestNumber.of("label", prompt.id().toString(), label).value();
        }
    }

    /** Those of one prompt. */
    List<Labelled> of(Caller caller, String project, String nameOrNumber) {
        return of(templates.find(caller, project, nameOrNumber)).toList();
    }

    private static Stream<Labelled> of(Artifact prompt) {
        return prompt.labels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> new Labelled(prompt, it.getKey(), it.getValue()));
    }

    /** Points a label of a prompt at a version, whether the prompt has it already or not. */
    Labelled point(Caller caller, String project, String nameOrNumber, String label, int version) {
        var prompt = templates.find(caller, project, nameOrNumber);
        templates.move(caller, project, prompt, label, version);
        return new Labelled(prompt, label, version);
    }

    Labelled move(Caller caller, String project, String number, int version) {
        var found = numbered(caller, project, number);
        templates.move(caller, project, found.prompt(), found.label(), version);
        return new Labelled(found.prompt(), found.label(), version);
    }

    void remove(Caller caller, String project, String number) {
        var found = numbered(caller, project, number);
        var move = registry.removeLabel(
                caller, project, Kind.PROMPT, found.prompt().name(), found.label(), found.version(), Templates.BY);
        Templates.requireMoved(move, found.label());
    }

    private Labelled numbered(Caller caller, String project, String number) {
        return registry.artifacts(caller, project, Kind.PROMPT, Optional.empty()).stream()
                .flatMap(ReleaseLabels::of)
                .filter(it -> Long.toString(it.number()).equals(number))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("label of a prompt", number));
    }

    /** The versions that include a prompt. */
    List<UsedBy> usedBy(Caller caller, String project, Artifact prompt) {
        return registry.usedBy(caller, project, Kind.PROMPT, prompt.name(), true).stream()
                .filter(it -> it.kind() == Kind.PROMPT)
                .toList();
    }
}
