package stet.traces.masking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.platform.json.Json;

/** The rules of a project in their order, as JSON. */
final class RuleList {
    static final int MOST = 50;

    private RuleList() {}

    /** @throws Problem.Invalid that names the rule which is wrong, and what in it */
    static List<Rule> checked(@Nullable List<@Nullable MaskingRule> bodies) {
        if (bodies == null) {
            throw Problem.Invalid.field("rules", "is missing; an empty list ends masking");
        }
        if (bodies.size() > MOST) {
            throw Problem.Invalid.field("rules", "has " + bodies.size() + " rules; at most " + MOST + " are allowed");
        }
        var rules = new ArrayList<Rule>();
        var names = new HashSet<String>();
        for (int i = 0; i < bodies.size(); i++) {
            String at = "rules[" + i + "]";
            var body = bodies.get(i);
            if (body == null) {
                throw Problem.Invalid.field(at, "is null; a rule is an object");
            }
            var rule = body.rule(at);
            if (!names.add(rule.name())) {
                throw Problem.Invalid.field(at + ".name", "'" + rule.name() + "' is the name of an earlier rule");
            }
            rules.add(rule);
        }
        return rules;
    }

    static String written(List<Rule> rules) {
        return Json.MAPPER.writeValueAsString(
                rules.stream().map(MaskingRule::of).toList());
    }

    static List<Rule> read(String written) {
        return checked(List.of(Json.MAPPER.readValue(written, MaskingRule[].class)));
    }
}
