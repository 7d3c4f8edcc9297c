package stet.traces.conventions;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.traces.CostKind;
import stet.traces.Span;
import tools.jackson.databind.JsonNode;

/** What a reporter says a call cost: a sum, or what it was paid for. */
final class Costs {
    private static final String REPORTED = Span.Cost.REPORTED;

    private Costs() {}

    static Span.@Nullable Cost sum(JsonNode value) {
        BigDecimal usd = Values.money(value);
        return usd == null ? null : Span.Cost.of(usd, REPORTED);
    }

    /** Amounts by name, such as {@code {"input":0.001,"output":0.002,"total":0.003}}. */
    static Span.@Nullable Cost named(JsonNode value) {
        JsonNode object = Values.tree(Values.unquoted(value));
        if (object == null || !object.isObject()) {
            return null;
        }
        var parts = new EnumMap<CostKind, BigDecimal>(CostKind.class);
        BigDecimal total = null;
        for (var entry : object.properties()) {
            BigDecimal usd = Values.money(entry.getValue());
            if (usd != null) {
                if (entry.getKey().startsWith("total")) {
                    total = usd;
                } else {
                    parts.merge(kind(entry.getKey()), usd, BigDecimal::add);
                }
            }
        }
        return of(parts, total);
    }

    /** The parts add up to the total; when they exceed it, only the total is believed. */
    static Span.@Nullable Cost of(Map<CostKind, BigDecimal> parts, @Nullable BigDecimal total) {
        if (parts.isEmpty() || total == null) {
            return parts.isEmpty()
                    ? total == null ? null : Span.Cost.of(total, REPORTED)
                    : Span.Cost.of(parts, REPORTED);
        }
        BigDecimal other = total.subtract(Span.Cost.of(parts, REPORTED).usd());
        if (other.signum() < 0) {
            return Span.Cost.of(total, REPORTED);
        }
        if (other.signum() > 0) {
            parts.merge(CostKind.OTHER, other, BigDecimal::add);
        }
        return new Span.Cost(total, REPORTED, null, parts);
    }

    static void put(Map<CostKind, BigDecimal> parts, CostKind kind, @Nullable BigDecimal usd) {
        if (usd != null && usd.signum() > 0) {
            parts.put(kind, usd);
        }
    }

    /** What of a whole the parts leave; the whole if they exceed it. */
    static @Nullable BigDecimal rest(@Nullable BigDecimal whole, Map<CostKind, BigDecimal> parts) {
        if (whole == null) {
            return null;
        }
        BigDecimal rest = parts.values().stream().reduce(whole, BigDecimal::subtract);
        return rest.signum() < 0 ? null : rest;
    }

    private static CostKind kind(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        boolean input = word.contains("input") || word.contains("prompt");
        if (word.contains("cache")) {
            return word.contains("creation") || word.contains("write") ? CostKind.CACHE_WRITE : CostKind.CACHE_READ;
        }
        if (word.contains("audio")) {
            return input ? CostKind.AUDIO_INPUT : CostKind.AUDIO_OUTPUT;
        }
        if (word.contains("reasoning")) {
            return CostKind.REASONING;
        }
        return input
                ? CostKind.INPUT
                : word.contains("output") || word.contains("completion") ? CostKind.OUTPUT : CostKind.OTHER;
    }
}
