package stet.traces.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import stet.traces.Span;
import stet.traces.SpanFacts;
import stet.traces.TraceFacts;
import stet.traces.otlp.Fixtures;
import tools.jackson.databind.JsonNode;

/** A recording as stet's spans, every call of which costs the same. */
record Recorded(List<Span> spans) {
    static final BigDecimal PRICE = new BigDecimal("0.0125");

    static Recorded of(Fixtures fixture) {
        var conventions = new Conventions((_, model, _, _) -> Span.Cost.of(PRICE, "test:" + model));
        return new Recorded(fixture.spans().stream().map(conventions::read).toList());
    }

    Span named(String name) {
        return named(name, 0);
    }

    /** One of several with the name, in the order sent. */
    Span named(String name, int index) {
        var found = spans.stream().filter(it -> it.name().equals(name)).toList();
        assertThat(found).as("spans called %s of %s", name, names()).hasSizeGreaterThan(index);
        return found.get(index);
    }

    List<String> names() {
        return spans.stream().map(Span::name).toList();
    }

    /** What the trace of a span adds up to. */
    TraceFacts trace(Span span) {
        return TraceFacts.of(spans.stream()
                .filter(it -> it.traceId().equals(span.traceId()))
                .map(SpanFacts::of)
                .toList());
    }

    static Span.Generation generation(Span span) {
        return Objects.requireNonNull(span.generation(), span.name());
    }

    static List<String> attributesOf(Span span) {
        var attributes = span.attributes();
        return attributes == null ? List.of() : List.copyOf(attributes.propertyNames());
    }

    static void assertJson(@Nullable JsonNode actual, String json) {
        assertThat(actual).isEqualTo(Json.MAPPER.readTree(json));
    }
}
