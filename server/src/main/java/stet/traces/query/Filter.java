package stet.traces.query;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which traces are meant. Compiled to the engine's own language by each store. */
public sealed interface Filter {
    Filter EVERYTHING = new And(List.of());

    /** Started at or after {@code from} and before {@code to}; an absent bound is open. */
    record Started(@Nullable Instant from, @Nullable Instant to) implements Filter {}

    /** The words occur, in any case, in the name, an id, or the input or output of any span, as they stand in its JSON. */
    record Text(String words) implements Filter {
        public Text {
            if (words.isBlank()) {
                throw new IllegalArgumentException("a text filter needs words");
            }
        }
    }

    /** A model with one of these names was called. */
    record Model(Set<String> anyOf) implements Filter {}

    /** One of these providers was called. */
    record Provider(Set<String> anyOf) implements Filter {}

    /** Carries one of these tags. */
    record Tag(Set<String> anyOf) implements Filter {}

    record Failed(boolean failed) implements Filter {}

    record User(String id) implements Filter {}

    record Session(String id) implements Filter {}

    record Environment(String name) implements Filter {}

    /** Took at least and at most so long; an absent bound is open. */
    record Lasted(@Nullable Duration least, @Nullable Duration most) implements Filter {}

    /** Cost at least and at most so much in US dollars; an absent bound is open, an unknown cost never matches. */
    record Cost(@Nullable BigDecimal least, @Nullable BigDecimal most) implements Filter {}

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
}
