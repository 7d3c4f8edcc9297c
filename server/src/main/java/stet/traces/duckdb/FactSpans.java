package stet.traces.duckdb;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.traces.CostKind;
import stet.traces.Span;
import stet.traces.SpanFacts;

/** Spans whose content was removed, as far as their facts tell. */
final class FactSpans {
    private FactSpans() {}

    static Span of(ResultSet row) throws SQLException {
        var facts = Columns.span(row);
        return new Span(
                facts.traceId(),
                facts.spanId(),
                facts.parentId(),
                facts.name(),
                facts.kind(),
                facts.source(),
                Questions.at(facts.startedUs()),
                Questions.at(facts.endedUs()),
                new Span.SpanStatus(facts.failed(), facts.errorKind(), facts.errorMessage()),
                facts.kind().callsModel() ? generation(facts, row.getString("price_version")) : null,
                facts.dimensions(),
                null,
                null,
                null,
                facts.scope(),
                facts.simulated(),
                false,
                null,
                null,
                List.of());
    }

    private static Span.Generation generation(SpanFacts facts, @Nullable String priceVersion) {
        var cost = facts.cost();
        var firstToken = facts.firstTokenUs();
        var parts = new EnumMap<CostKind, BigDecimal>(CostKind.class);
        cost.parts().forEach((kind, usd) -> parts.put(kind, requireNonNull(Questions.plain(usd))));
        return new Span.Generation(
                facts.provider(),
                null,
                facts.model(),
                null,
                null,
                List.of(),
                facts.usage(),
                new Span.Cost(Questions.plain(cost.usd()), priceVersion, cost.unknownBecause(), parts),
                firstToken == null ? null : Duration.of(firstToken, ChronoUnit.MICROS),
                null,
                facts.responseId());
    }
}
