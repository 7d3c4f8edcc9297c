package stet.evaluations.gates;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Project;
import stet.evaluations.Demands;
import stet.evaluations.Run;
import stet.evaluations.Runs;
import stet.evaluations.criteria.CriterionVerdict;
import stet.evaluations.criteria.RunVerdict;
import stet.evaluations.reports.RunReports;
import stet.platform.db.Scope;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.Registry;
import stet.registry.Standing;
import stet.registry.Version;
import stet.registry.VersionGate;
import tools.jackson.databind.JsonNode;

/**
 * A suite that a prompt or a release must pass before it goes live: the newest run of it with everything as it is now decides, and one is
 * begun where there is none.
 */
public final class SuiteGate implements VersionGate {
    private static final String PREFIX = "suite ";
    private static final int MOST_REASONS = 10;

    private final Needs needs;
    private final InstantSource clock;

    /** @param server who begins and reads runs */
    public record Needs(Runs runs, RunReports reports, Registry registry, Caller server) {}

    public SuiteGate(Needs needs, InstantSource clock) {
        this.needs = needs;
        this.clock = clock;
    }

    @Override
    public List<String> names(Scope.InProject project) {
        return needs.registry.standing(project, Kind.SUITE).stream()
                .map(Standing::name)
                .map(PREFIX::concat)
                .toList();
    }

    @Override
    public List<String> unmet(Scope.InProject project, String name, Candidate candidate) {
        var suite = name.substring(PREFIX.length());
        try {
            return new Question(project, named(project), suite, candidate).unmet();
        } catch (Problem cannot) {
            return List.of(name + " cannot be run: " + cannot.detail());
        }
    }

    private String named(Scope.InProject project) {
        return needs.server.projects().stream()
                .filter(it -> it.id().equals(project.projectId()))
                .map(Project::name)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("project", project.projectId()));
    }

    /** Whether a candidate passes a suite. */
    private final class Question {
        private final String project;
        private final String suite;
        private final Candidate candidate;
        private final JsonNode content;
        private final Demands demands;

        Question(Scope.InProject scope, String project, String suite, Candidate candidate) {
            this.project = project;
            this.suite = suite;
            this.candidate = candidate;
            content = needs.registry
                    .find(scope, Kind.SUITE, suite, new Reference.Latest())
                    .map(Version::content)
                    .orElseThrow(() -> new Problem.NotFound("suite", suite));
            demands = Demands.read(content);
        }

        List<String> unmet() {
            var kind = candidate.version().kind();
            if (kind != Kind.PROMPT && kind != Kind.APP) {
                return List.of(PREFIX + suite + " tries prompts and releases, not what is of kind " + kind);
            }
            if (isAboutAnother()) {
                return List.of();
            }
            var run = run(candidate.version());
            var reasons = new ArrayList<String>();
            standing(run, candidate.version()).ifPresent(reasons::add);
            var live = candidate.live();
            var baseline = Optional.<Run>empty();
            if (live != null && demands.comparesWithBaseline()) {
                baseline = run(live);
                standing(baseline, live).ifPresent(reasons::add);
            }
            return reasons.isEmpty() ? judged(run.orElseThrow(), baseline.orElse(null)) : reasons;
        }

        /** A suite with a target of its own is about that alone. */
        private boolean isAboutAnother() {
            var target = content.path("target");
            var member = target.path(candidate.version().kind() == Kind.PROMPT ? "prompt" : "app");
            return (target.has("prompt") || target.has("app"))
                    && !member.path("name")
                            .asString("")
                            .equals(candidate.version().name())
                    && !(target.has("prompt") && candidate.version().kind() == Kind.APP);
        }

        private Optional<Run> run(Version version) {
            return needs.runs.fresh(
                    needs.server,
                    project,
                    suite,
                    target(version),
                    "gate of " + version.name() + "@" + version.number(),
                    clock.instant().minus(demands.fresh()),
                    candidate.tried());
        }

        private JsonNode target(Version version) {
            var target = Json.MAPPER.createObjectNode();
            if (version.kind() == Kind.PROMPT) {
                target.putObject("prompt").put("name", version.name()).put("version", version.number());
                var model = content.path("target").path("model");
                if (!model.isMissingNode()) {
                    target.set("model", model);
                }
            } else {
                var app = target.putObject("app").put("name", version.name()).put("release", version.number());
                var step = content.path("target").path("app").path("step");
                if (step.isString()) {
                    app.set("step", step);
                }
            }
            return target;
        }

        private Optional<String> standing(Optional<Run> run, Version version) {
            var of = PREFIX + suite + " with " + version.name() + "@" + version.number();
            if (run.isEmpty()) {
                return Optional.of(of + " was not run");
            }
            var id = run.get().id();
            return switch (run.get().state()) {
                case FINISHED -> Optional.empty();
                case RUNNING, WAITING -> Optional.of(of + " is running: try again when run " + id + " is finished");
                case STOPPED, CANCELLED ->
                    Optional.of(of + " is " + run.get().state().word() + ": resume run " + id + ", or begin another");
            };
        }

        private List<String> judged(Run run, @Nullable Run baseline) {
            var verdict = needs.reports.verdict(needs.server, project, run, baseline);
            if (verdict.outcome() == CriterionVerdict.Outcome.PASS
                    || (verdict.outcome() == CriterionVerdict.Outcome.INCONCLUSIVE && demands.inconclusivePasses())) {
                return List.of();
            }
            return reasons(verdict)
                    .limit(MOST_REASONS)
                    .map(it -> PREFIX + suite + ": " + it + " (run " + run.id() + ")")
                    .toList();
        }

        private Stream<String> reasons(RunVerdict verdict) {
            return Stream.concat(
                    verdict.criteria().stream()
                            .filter(it -> it.outcome() != CriterionVerdict.Outcome.PASS)
                            .map(it -> it.criterion() + ": " + it.reason()),
                    verdict.mustPass().stream().map(it -> "case " + it.caseId() + " " + it.reason()));
        }
    }
}
