package stet.compat.promptlayer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.traces.query.Dimension;
import stet.traces.query.Filter;
import stet.traces.query.Filter.Comparison;
import stet.traces.query.Filter.Place;
import stet.traces.query.Quantity;
import tools.jackson.databind.JsonNode;

/**
 * PromptLayer's structured filters in our own language. What ours has no word for is refused by its name.
 *
 * @param promptNames the name of the prompt that clients know by a number
 */
record RequestFilter(Function<String, String> promptNames) {
    private static final int DEEPEST = 20;
    private static final int MOST_FILTERS = 200;
    private static final int MOST_VALUES = 200;

    private static final Map<String, Dimension> DIMENSIONS = Map.of(
            "engine",
            Dimension.MODEL,
            "provider_type",
            Dimension.PROVIDER,
            "provider",
            Dimension.PROVIDER,
            "prompt",
            Dimension.PROMPT,
            "prompt_id",
            Dimension.PROMPT,
            "prompt_version_number",
            Dimension.PROMPT_VERSION,
            "status",
            Dimension.STATUS,
            "tags",
            Dimension.TAG);
    private static final Map<String, Quantity> QUANTITIES = Map.of(
            "input_tokens",
            Quantity.INPUT_TOKENS,
            "output_tokens",
            Quantity.OUTPUT_TOKENS,
            "cost",
            Quantity.COST,
            "latency_ms",
            Quantity.DURATION);
    private static final Map<String, Place> PLACES = Map.of("input_text", Place.INPUT, "output_text", Place.OUTPUT);
    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "eq",
            Comparison.EQUAL,
            "is",
            Comparison.EQUAL,
            "gt",
            Comparison.MORE,
            "gte",
            Comparison.AT_LEAST,
            "lt",
            Comparison.LESS,
            "lte",
            Comparison.AT_MOST);

    /** One condition as it was sent. */
    private record Condition(String field, String operator, JsonNode value, String key) {
        Problem unknownField() {
            return Problem.Invalid.field(
                    "filter_group",
                    "'" + field + "' cannot be searched by here; these can: engine, provider_type, prompt, prompt_id,"
                            + " prompt_version_number, status, tags, tool_names, metadata, metadata_keys, input_text, output_text,"
                            + " input_tokens, output_tokens, cost, latency_ms, request_start_time");
        }

        Problem unknownOperator() {
            return Problem.Invalid.field(
                    "filter_group", "'" + field + "' cannot be searched by with the operator '" + operator + "'");
        }

        Problem wrongValue(String expected) {
            return Problem.Invalid.field("filter_group", "'" + field + "' " + operator + ": " + expected);
        }

        Set<String> texts() {
            var texts = new LinkedHashSet<String>();
            for (var each : value.isArray() ? value.values() : List.of(value)) {
                if (!each.isValueNode() || each.isNull()) {
                    throw wrongValue("a text or a list of texts is expected as 'value'");
                }
                texts.add(each.asString());
            }
            if (texts.isEmpty() || texts.size() > MOST_VALUES) {
                throw wrongValue("1 to " + MOST_VALUES + " values are expected");
            }
            return texts;
        }

        BigDecimal number(JsonNode given) {
            try {
                return new BigDecimal(given.asString(""));
            } catch (NumberFormatException e) {
                throw wrongValue("a number is expected as 'value'");
            }
        }

        Instant time(JsonNode given) {
            var time = Times.read(given);
            if (time == null) {
                throw wrongValue("a time such as \"2026-11-23T10:00:00Z\" is expected as 'value'");
            }
            return time;
        }

        JsonNode bound(int index) {
            if (!value.isArray() || value.size() != 2) {
                throw wrongValue("a list of two values is expected as 'value'");
            }
            return value.path(index);
        }
    }

    /** All of a search's conditions: the group, and words anywhere. */
    Filter of(JsonNode asked) {
        var all = new ArrayList<Filter>();
        if (asked.hasNonNull("filter_group")) {
            all.add(group(asked.path("filter_group"), 0, new int[1]));
        }
        String words = asked.path("q").asString("");
        if (words.length() > 1000) {
            throw Problem.Invalid.field("q", "has " + words.length() + " characters; search for at most 1000");
        }
        if (!words.isBlank()) {
            all.add(new Filter.Text(words));
        }
        return all.size() == 1 ? all.getFirst() : new Filter.And(all);
    }

    private Filter group(JsonNode group, int depth, int[] count) {
        if (depth > DEEPEST) {
            throw Problem.Invalid.field("filter_group", "is nested more than " + DEEPEST + " deep");
        }
        if (!group.path("filters").isArray()) {
            throw Problem.Invalid.field(
                    "filter_group", "an object such as {\"logic\":\"AND\",\"filters\":[…]} is expected");
        }
        var filters = new ArrayList<Filter>();
        for (var each : group.path("filters")) {
            if (++count[0] > MOST_FILTERS) {
                throw Problem.Invalid.field("filter_group", "has more than " + MOST_FILTERS + " filters");
            }
            filters.add(each.has("filters") ? group(each, depth + 1, count) : condition(each));
        }
        return switch (group.path("logic").asString("AND")) {
            case "AND", "and" -> new Filter.And(filters);
            case "OR", "or" -> new Filter.Or(filters);
            case String other ->
                throw Problem.Invalid.field("filter_group", "'logic' is 'AND' or 'OR', not '" + other + "'");
        };
    }

    private Filter condition(JsonNode sent) {
        var condition = new Condition(
                sent.path("field").asString(""),
                sent.path("operator").asString(""),
                sent.path("value"),
                sent.path("nested_key").asString(""));
        var dimension = DIMENSIONS.get(condition.field());
        if (dimension != null) {
            return dimension(condition, dimension);
        }
        var quantity = QUANTITIES.get(condition.field());
        if (quantity != null) {
            return amount(condition, quantity);
        }
        var place = PLACES.get(condition.field());
        if (place != null) {
            return says(condition, place);
        }
        return switch (condition.field()) {
            case "tool_names" -> anyOf(condition, Filter.Tool::new);
            case "metadata" -> metadata(condition);
            case "metadata_keys" ->
                anyOf(
                        condition,
                        keys -> new Filter.Or(keys.stream()
                                .map(it -> (Filter) new Filter.Metadata(it, null))
                                .toList()));
            case "request_start_time" -> started(condition);
            default -> throw condition.unknownField();
        };
    }

    private Filter dimension(Condition condition, Dimension dimension) {
        return switch (condition.operator()) {
            case "is_empty", "is_null" -> new Filter.Not(new Filter.Known(dimension));
            case "is_not_empty", "is_not_null" -> new Filter.Known(dimension);
            default -> {
                if (condition.operator().endsWith("contains") && dimension != Dimension.TAG) {
                    throw condition.unknownOperator();
                }
                yield anyOf(
                        condition,
                        values -> new Filter.Is(
                                dimension,
                                values.stream()
                                        .map(it -> value(condition, it))
                                        .collect(LinkedHashSet::new, Set::add, Set::addAll)));
            }
        };
    }

    private String value(Condition condition, String value) {
        return switch (condition.field()) {
            case "prompt_id" -> promptNames.apply(value);
            case "status" ->
                switch (value) {
                    case "SUCCESS" -> "ok";
                    case "ERROR" -> "error";
                    default -> throw condition.wrongValue("'" + value + "' is neither SUCCESS nor ERROR");
                };
            default -> value;
        };
    }

    private interface OfValues {
        Filter filter(Set<String> values);
    }

    private static Filter anyOf(Condition condition, OfValues filter) {
        return switch (condition.operator()) {
            case "is", "in", "eq", "contains" -> filter.filter(condition.texts());
            case "is_not", "not_in", "neq", "not_contains" -> new Filter.Not(filter.filter(condition.texts()));
            default -> throw condition.unknownOperator();
        };
    }

    private static Filter amount(Condition condition, Quantity quantity) {
        var comparison = COMPARISONS.get(condition.operator());
        if (comparison != null) {
            return new Filter.Amount(quantity, comparison, condition.number(condition.value()));
        }
        return switch (condition.operator()) {
            case "neq", "is_not" ->
                new Filter.Not(new Filter.Amount(quantity, Comparison.EQUAL, condition.number(condition.value())));
            case "between" ->
                new Filter.And(List.of(
                        new Filter.Amount(quantity, Comparison.AT_LEAST, condition.number(condition.bound(0))),
                        new Filter.Amount(quantity, Comparison.AT_MOST, condition.number(condition.bound(1)))));
            default -> throw condition.unknownOperator();
        };
    }

    private static Filter says(Condition condition, Place place) {
        String words = condition.value().asString("");
        if (words.isBlank()) {
            throw condition.wrongValue("words are expected as 'value'");
        }
        return switch (condition.operator()) {
            case "contains" -> new Filter.Says(place, words);
            case "not_contains" -> new Filter.Not(new Filter.Says(place, words));
            default -> throw condition.unknownOperator();
        };
    }

    private static Filter metadata(Condition condition) {
        if (condition.key().isEmpty()) {
            throw condition.wrongValue("'nested_key' is missing: name the metadata");
        }
        return switch (condition.operator()) {
            case "is", "eq", "key_equals" -> ofKey(condition);
            case "is_not", "neq", "key_not_equals" -> new Filter.Not(ofKey(condition));
            case "in" ->
                new Filter.Or(condition.texts().stream()
                        .map(it -> (Filter) new Filter.Metadata(condition.key(), it))
                        .toList());
            case "is_not_empty", "is_not_null" -> new Filter.Metadata(condition.key(), null);
            case "is_empty", "is_null" -> new Filter.Not(new Filter.Metadata(condition.key(), null));
            default -> throw condition.unknownOperator();
        };
    }

    private static Filter ofKey(Condition condition) {
        return new Filter.Metadata(condition.key(), condition.texts().iterator().next());
    }

    private static Filter started(Condition condition) {
        return switch (condition.operator()) {
            case "after", "gte", "gt" -> between(condition.time(condition.value()), null);
            case "before", "lt", "lte" -> between(null, condition.time(condition.value()));
            case "between" -> between(condition.time(condition.bound(0)), condition.time(condition.bound(1)));
            default -> throw condition.unknownOperator();
        };
    }

    private static Filter between(@Nullable Instant from, @Nullable Instant to) {
        return new Filter.Started(from, to);
    }
}
