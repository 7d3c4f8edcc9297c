package stet.traces.duckdb;

import stet.platform.http.Problem;
import stet.traces.query.Dimension;
import stet.traces.query.Quantity;
import stet.traces.query.Subject;

/** Where dimensions and amounts stand in the table that a question is about. Traces are {@code t}, spans {@code s}. */
record Fields(Subject subject) {
    String table() {
        return switch (subject) {
            case TRACES -> "trace t";
            case GENERATIONS, SPANS -> "span s";
        };
    }

    String alias() {
        return subject == Subject.TRACES ? "t" : "s";
    }

    /** What rows of the table are meant. */
    String condition() {
        return subject == Subject.GENERATIONS ? "s.kind IN ('generation', 'embedding')" : "true";
    }

    /** Whether the dimension is a list of values, joined by {@link Columns}. */
    boolean isList(Dimension dimension) {
        return switch (dimension) {
            case TAG -> true;
            case MODEL, PROVIDER -> subject == Subject.TRACES;
            default -> false;
        };
    }

    String of(Dimension dimension) {
        if (subject == Subject.TRACES) {
            switch (dimension) {
                case MODEL -> {
                    return "t.models";
                }
                case PROVIDER -> {
                    return "t.providers";
                }
                case KIND -> throw new Problem.Invalid("'kind' is a dimension of spans; ask over spans");
                default -> {}
            }
        }
        var column = switch (dimension) {
            case NAME -> "name";
            case STATUS -> "failed";
            case ERROR_KIND -> "error_kind";
            case KIND -> "kind";
            case APP -> "app";
            case ENVIRONMENT -> "environment";
            case RELEASE -> "release";
            case PROVIDER -> "provider";
            case MODEL -> "model";
            case PROMPT -> "prompt_name";
            case PROMPT_VERSION -> "prompt_version";
            case USER -> "user_id";
            case SESSION -> "session_id";
            case TAG -> "tags";
        };
        var place = alias() + "." + column;
        return dimension == Dimension.STATUS ? "CASE WHEN " + place + " THEN 'error' ELSE 'ok' END" : place;
    }

    /** The amount in its table's unit: microseconds for times. */
    String of(Quantity quantity) {
        var a = alias() + ".";
        return switch (quantity) {
            case DURATION -> "(" + a + "ended_us - " + a + "started_us)";
            case TIME_TO_FIRST_TOKEN -> a + "first_token_us";
            case INPUT_TOKENS -> a + "input_tokens";
            case OUTPUT_TOKENS -> a + "output_tokens";
            case TOTAL_TOKENS -> both(a + "input_tokens", a + "output_tokens");
            case CACHE_READ_TOKENS -> a + "cache_read_tokens";
            case REASONING_TOKENS -> a + "reasoning_tokens";
            case CACHE_WRITE_TOKENS -> a + "cache_write_tokens";
            case AUDIO_INPUT_TOKENS -> a + "audio_input_tokens";
            case AUDIO_OUTPUT_TOKENS -> a + "audio_output_tokens";
            case COST -> a + "cost_usd";
            case INPUT_COST -> a + "cost_input";
            case OUTPUT_COST -> a + "cost_output";
            case CACHE_READ_COST -> a + "cost_cache_read";
            case CACHE_WRITE_COST -> a + "cost_cache_write";
            case REASONING_COST -> a + "cost_reasoning";
            case AUDIO_COST -> both(a + "cost_audio_input", a + "cost_audio_output");
            case OTHER_COST -> a + "cost_other";
            case SPANS -> ofTraces(quantity, "t.span_count");
            case GENERATIONS -> ofTraces(quantity, "t.generation_count");
            case FAILED_SPANS -> ofTraces(quantity, "t.failed_span_count");
        };
    }

    /** The amount to measure: tokens and money of a span that another span reports too are left to that one. */
    String measured(Quantity quantity) {
        var amount = of(quantity);
        return subject == Subject.TRACES || quantity.kind() == Quantity.Kind.TIME
                ? amount
                : "CASE WHEN s.counted THEN " + amount + " END";
    }

    /** The sum of two amounts, unknown only when both are. */
    private static String both(String one, String other) {
        return "CASE WHEN %1$s IS NULL AND %2$s IS NULL THEN NULL ELSE coalesce(%1$s, 0) + coalesce(%2$s, 0) END"
                .formatted(one, other);
    }

    private String ofTraces(Quantity quantity, String column) {
        if (subject != Subject.TRACES) {
            throw new Problem.Invalid("'" + quantity + "' is an amount of traces; ask over traces");
        }
        return column;
    }
}
