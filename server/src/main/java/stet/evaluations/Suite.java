package stet.evaluations;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.datasets.DatasetCase;
import stet.evaluations.comparison.Metric;
import stet.evaluations.criteria.Criterion;
import stet.evaluators.Definition;
import stet.platform.http.Problem;
import stet.registry.ArtifactName;
import stet.registry.Reference;
import tools.jackson.databind.JsonNode;

/**
 * What is tried, on which cases, how it is judged, and what must hold.
 *
 * @param cases its own; those of the dataset come before them
 * @param target what to ask, unless a run says
 * @param evaluators by name
 * @param budgetUsd what a run may cost; absent for no limit
 * @param mustPass ids of cases that must pass
 * @param mustPassTags tags whose cases must
 */
record Suite(
        @Nullable String description,
        Optional<Cases> dataset,
        List<DatasetCase> cases,
        Optional<Target> target,
        Map<String, Judge> evaluators,
        List<Criterion> criteria,
        int repetitions,
        int concurrency,
        int retries,
        Optional<Double> budgetUsd,
        Set<String> mustPass,
        Set<String> mustPassTags) {
    static final int MOST_CASES = 1_000;
    static final int MOST_EVALUATORS = 50;
    static final int MOST_REPETITIONS = 50;
    private static final List<String> OF_ITEMS = Stream.of(Metric.PASS, Metric.ERRORS, Metric.LATENCY, Metric.COST)
            .map(Metric::name)
            .toList();

    /** Behind an evaluator's name: whether it passed, in place of its score. */
    private static final String PASS_OF = ".pass";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]{0,63}");
    private static final Set<String> FIELDS = Set.of(
            "description",
            "dataset",
            "cases",
            "target",
            "evaluators",
            "criteria",
            "repetitions",
            "concurrency",
            "retries",
            "budgetUsd",
            "mustPass",
            "gate");

    /**
     * Cases of a dataset.
     *
     * @param version a number or {@code latest}
     */
    record Cases(
            String name,
            String version,
            @Nullable String tag,
            @Nullable String split) {}

    /** How an output is judged. */
    sealed interface Judge {
        /** A saved evaluator. */
        record Saved(String name, Reference reference) implements Judge {}

        /** One that the suite defines. */
        record Inline(JsonNode definition) implements Judge {}
    }

    /** @throws Problem.Invalid that names the field that is wrong */
    static Suite read(JsonNode content, Definition definition) {
        var fields = StrictFields.of(content, "", FIELDS);
        var evaluators = new LinkedHashMap<String, Judge>();
        fields.named("evaluators").forEach((name, value) -> evaluators.put(name, judge(name, value, definition)));
        if (evaluators.size() > MOST_EVALUATORS) {
            throw fields.wrong("evaluators", "are " + evaluators.size() + "; at most " + MOST_EVALUATORS);
        }
        var criteria = Criterion.readAll(fields.get("criteria"), "criteria");
        for (int i = 0; i < criteria.size(); i++) {
            checkMetric(criteria.get(i).metric(), "criteria[" + i + "]", evaluators.keySet());
        }
        Demands.read(content);
        var must = new LinkedHashSet<String>();
        var mustTags = new LinkedHashSet<String>();
        for (var each : fields.list("mustPass")) {
            if (each.isString()) {
                must.add(each.stringValue());
            } else {
                mustTags.add(StrictFields.of(each, "mustPass", Set.of("tag")).required("tag"));
            }
        }
        return new Suite(
                fields.text("description").orElse(null),
                fields.has("dataset") ? Optional.of(dataset(fields.get("dataset"))) : Optional.empty(),
                cases(fields),
                fields.has("target") ? Optional.of(Target.read(fields.get("target"), "target")) : Optional.empty(),
                evaluators,
                criteria,
                fields.whole("repetitions", 1, 1, MOST_REPETITIONS),
                fields.whole("concurrency", 8, 1, 256),
                fields.whole("retries", 2, 0, 5),
                fields.number("budgetUsd", 0, 1_000_000),
                must,
                mustTags);
    }

    boolean mustPass(DatasetCase item) {
        return mustPass.contains(item.id()) || item.tags().stream().anyMatch(mustPassTags::contains);
    }

    private static void checkMetric(String metric, String path, Set<String> evaluators) {
        var evaluator = metric.endsWith(PASS_OF) ? metric.substring(0, metric.length() - PASS_OF.length()) : metric;
        if (!OF_ITEMS.contains(metric) && !evaluators.contains(evaluator) && !evaluator.startsWith(Judging.ASSERTION)) {
            throw Problem.Invalid.field(
                    path + ".metric",
                    "'" + metric + "' is none of " + String.join(", ", OF_ITEMS) + " and no evaluator of the suite");
        }
    }

    private static Cases dataset(JsonNode value) {
        var fields = StrictFields.of(value, "dataset", Set.of("name", "version", "tag", "split"));
        var version = fields.has("version") ? fields.get("version").asString("") : "latest";
        if (!version.equals("latest") && !version.matches("[1-9][0-9]{0,8}")) {
            throw fields.wrong("version", "is neither a number nor 'latest'");
        }
        return new Cases(
                new ArtifactName(fields.required("name")).text(),
                version,
                fields.text("tag").orElse(null),
                fields.text("split").orElse(null));
    }

    private static List<DatasetCase> cases(StrictFields fields) {
        var cases = new ArrayList<DatasetCase>();
        var ids = new HashSet<String>();
        for (var each : fields.list("cases")) {
            var path = "cases[" + cases.size() + "]";
            if (cases.size() == MOST_CASES) {
                throw fields.wrong("cases", "are more than " + MOST_CASES + ": keep them in a dataset");
            }
            try {
                var item = DatasetCase.read(each);
                if (!ids.add(item.id())) {
                    throw new Problem.Invalid("has the id or the input of an earlier one");
                }
                cases.add(item);
            } catch (Problem.Invalid wrong) {
                throw Problem.Invalid.field(path, wrong.detail());
            }
        }
        return cases;
    }

    private static Judge judge(String name, JsonNode value, Definition definition) {
        var path = "evaluators." + name;
        if (!NAME.matcher(name).matches() || OF_ITEMS.contains(name) || name.endsWith(PASS_OF)) {
            throw Problem.Invalid.field(
                    path,
                    "is no name: up to 64 letters, digits, spaces, '.', '_' and '-', none of "
                            + String.join(", ", OF_ITEMS));
        }
        if (value.isObject() && value.has("use")) {
            var use = StrictFields.of(value, path, Set.of("use")).required("use");
            int at = use.lastIndexOf('@');
            return new Judge.Saved(
                    new ArtifactName(at < 0 ? use : use.substring(0, at)).text(),
                    at < 0 ? new Reference.Latest() : Reference.parse(use.substring(at + 1)));
        }
        try {
            definition.read(value);
        } catch (Problem.Invalid wrong) {
            throw Problem.Invalid.field(path, wrong.detail());
        }
        return new Judge.Inline(value);
    }
}
