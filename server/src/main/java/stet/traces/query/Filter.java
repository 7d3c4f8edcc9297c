package stet.traces.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which traces or spans are meant. Compiled to the engine's own language by each store; written by people as {@link FilterText}. */
public sealed interface Filter {
    Filter EVERYTHING = new And(List.of());

    /** Started at or after {@code from} and before {@code to}; an absent bound is open. */
    record Started(@Nullable Instant from, @Nullable Instant to) implements Filter {}

    /** The words occur, in any case, in the name, an id, or the input or output of any span, as they stand in its JSON. */
    record Text(String words) implements Filter {
        public Text {
            requireWords(words);
        }
    }

    /** The words occur, in any case, in one place of a span. */
    record Says(Place place, String words) implements Filter {
        public Says {
            requireWords(words);
        }
    }

    /** A dimension has one of these values; a trace has the models, providers and tags of all its spans. */
    record Is(Dimension dimension, Set<String> anyOf) implements Filter {
        public static Is of(Dimension dimension, String value) {
            return new Is(dimension, Set.of(value));
        }
    }

    /** A dimension has a value. */
    record Known(Dimension dimension) implements Filter {}

    /** An amount, in the unit its quantity names; an unknown amount never matches. */
    record Amount(Quantity quantity, Comparison comparison, BigDecimal value) implements Filter {}

    /** A span failed in this way: with this kind, and a message of this shape. */
    record Failed(@Nullable String kind, @Nullable String shape) implements Filter {}

    /** A tool of one of these names was called. */
    record Tool(Set<String> anyOf) implements Filter {}

    /** A span has this attribute; with this text, if one is given. */
    record Attribute(String name, @Nullable String value) implements Filter {}

    /** A span has this metadata; with this text, if one is given. */
    record Metadata(String name, @Nullable String value) implements Filter {}

    /** Has a score of this name; with a value that compares so, if one is given: numbers, {@code true}, {@code false} or a text. */
    record Scored(
            String name,
            @Nullable Comparison comparison,
            @Nullable String value) implements Filter {
        public Scored {
            if ((comparison == null) != (value == null)) {
                throw new IllegalArgumentException("a comparison needs a value, and a value a comparison");
            }
            if (value != null && comparison != Comparison.EQUAL && number(value) == null) {
                throw new IllegalArgumentException("'" + value + "' is no number to compare with");
            }
        }

        /** What the value is as a number, truth being 1; absent when it is a text. */
        public static @Nullable Double number(String value) {
            return switch (value) {
                case "true" -> 1.0;
                case "false" -> 0.0;
                default -> {
                    try {
                        var number = Double.valueOf(value);
                        yield Double.isFinite(number) ? number : null;
                    } catch (NumberFormatException e) {
                        yield null;
                    }
                }
            };
        }
    }

    record And(List<Filter> all) implements Filter {
        public And {
            all = List.copyOf(all);
        }
    }

    record Or(List<Filter> any) implements Filter {
        public Or {
            any = List.copyOf(any);
        }
    }

    record Not(Filter filter) implements Filter {}

    /** Where in a span words are looked for. */
    enum Place {
        INPUT("input"),
        OUTPUT("output"),
        TOOL_ARGUMENTS("toolArguments"),
        TOOL_RESULT("toolResult");

        private final String word;

        Place(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** How an amount is compared. */
    enum Comparison {
        EQUAL("="),
        MORE(">"),
        AT_LEAST(">="),
        LESS("<"),
        AT_MOST("<=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    private static void requireWords(String words) {
        if (words.isBlank()) {
            throw new IllegalArgumentException("a text filter needs words");
        }
    }
}
