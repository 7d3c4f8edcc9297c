package stet.traces;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Written spans as bytes in the journal. Values stand in the order of the fields; a change of it is another version of the entry. */
final class SpanBytes {
    private SpanBytes() {}

    static void write(BytesOut out, WrittenSpan span) {
        write(out, span.facts());
        out.text(span.requestId()).bytes(span.head()).bytes(span.input()).bytes(span.output());
    }

    static WrittenSpan read(BytesIn in) {
        return new WrittenSpan(facts(in), in.maybeText(), in.bytes(), in.maybeBytes(), in.maybeBytes());
    }

    private static void write(BytesOut out, SpanFacts facts) {
        out.text(facts.traceId()).text(facts.spanId()).text(facts.parentId()).text(facts.name());
        out.text(facts.kind().name()).text(facts.source().name()).text(facts.scope());
        out.number(facts.startedUs()).number(facts.endedUs() - facts.startedUs());
        out.flag(facts.failed())
                .text(facts.errorKind())
                .text(facts.errorMessage())
                .text(facts.errorShape());
        out.text(facts.provider()).text(facts.model()).text(facts.responseId());
        write(out, facts.dimensions());
        write(out, facts.usage());
        write(out, facts.cost());
        out.maybe(facts.firstTokenUs()).text(facts.inputPreview()).text(facts.outputPreview());
        out.flag(facts.simulated());
    }

    private static SpanFacts facts(BytesIn in) {
        String traceId = in.text();
        String spanId = in.text();
        String parentId = in.maybeText();
        String name = in.text();
        var kind = SpanKind.valueOf(in.text());
        var source = SpanSource.valueOf(in.text());
        String scope = in.maybeText();
        long startedUs = in.number();
        return new SpanFacts(
                traceId,
                spanId,
                parentId,
                name,
                kind,
                source,
                scope,
                startedUs,
                startedUs + in.number(),
                in.flag(),
                in.maybeText(),
                in.maybeText(),
                in.maybeText(),
                in.maybeText(),
                in.maybeText(),
                in.maybeText(),
                dimensions(in),
                usage(in),
                cost(in),
                in.maybe(),
                in.maybeText(),
                in.maybeText(),
                in.flag());
    }

    private static void write(BytesOut out, Span.Dimensions dimensions) {
        out.text(dimensions.userId()).text(dimensions.sessionId()).text(dimensions.environment());
        out.text(dimensions.release()).text(dimensions.app());
        out.text(dimensions.promptName()).text(dimensions.promptVersion());
        out.texts(dimensions.tags());
        out.number(dimensions.metadata().size());
        dimensions.metadata().forEach((name, value) -> out.text(name).text(value));
    }

    private static Span.Dimensions dimensions(BytesIn in) {
        return new Span.Dimensions(
                in.maybeText(),
                in.maybeText(),
                in.maybeText(),
                in.maybeText(),
                in.maybeText(),
                in.maybeText(),
                in.maybeText(),
                in.texts(),
                metadata(in));
    }

    private static Map<String, String> metadata(BytesIn in) {
        long entries = in.number();
        if (entries == 0) {
            return Map.of();
        }
        var metadata = new HashMap<String, String>();
        for (long i = 0; i < entries; i++) {
            metadata.put(in.text(), in.text());
        }
        return metadata;
    }

    private static void write(BytesOut out, Span.Usage usage) {
        out.maybe(usage.input()).maybe(usage.output()).maybe(usage.cacheRead()).maybe(usage.cacheWrite());
        out.maybe(usage.reasoning()).maybe(usage.audioInput()).maybe(usage.audioOutput());
    }

    private static Span.Usage usage(BytesIn in) {
        return new Span.Usage(in.maybe(), in.maybe(), in.maybe(), in.maybe(), in.maybe(), in.maybe(), in.maybe());
    }

    private static void write(BytesOut out, Span.Cost cost) {
        out.money(cost.usd()).text(cost.priceVersion()).text(cost.unknownBecause());
        out.number(cost.parts().size());
        cost.parts().forEach((kind, usd) -> out.text(kind.name()).money(usd));
    }

    private static Span.Cost cost(BytesIn in) {
        var usd = in.maybeMoney();
        String priceVersion = in.maybeText();
        String unknownBecause = in.maybeText();
        long count = in.number();
        Map<CostKind, BigDecimal> parts = count == 0 ? Map.of() : new EnumMap<>(CostKind.class);
        for (long i = 0; i < count; i++) {
            var kind = CostKind.valueOf(in.text());
            var part = in.maybeMoney();
            if (part != null) {
                parts.put(kind, part);
            }
        }
        return new Span.Cost(usd, priceVersion, unknownBecause, parts);
    }
}
