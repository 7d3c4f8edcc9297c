package stet.traces.unmapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.access.AccessFeature;
import stet.access.Caller;
import stet.platform.db.OnBothDatabases;
import stet.platform.json.Json;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.SpanSource;

class UnmappedTest extends OnBothDatabases {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private AccessFeature access;
    private Caller admin;
    private UUID project;

    @BeforeEach
    void start() {
        access = AccessFeature.create(records, home, Optional.of("a-long-enough-password"), InstantSource.system());
        admin = access.callers().server();
        project = admin.project("demo").id();
    }

    @AfterEach
    void stop() {
        access.close();
    }

    @Test
    void namesAreCountedPerInstrumentationAndOutliveTheServer() {
        var before = unmapped(NOON);
        before.note(project, List.of(span("t1", "crewai@0.9", "{\"crew.role\":\"x\",\"gen_ai.system\":\"y\"}")));
        before.note(project, List.of(span("t2", "crewai@0.9", "{\"crew.role\":\"x\"}")));
        before.write();
        var after = unmapped(NOON.plusSeconds(60));
        after.note(project, List.of(span("t3", "crewai@0.9", "{\"crew.role\":\"x\"}")));
        after.note(project, List.of(span("t4", "@scoped/name", "{\"crew.role\":\"x\"}")));

        assertThat(after.list(admin, "demo"))
                .containsExactlyInAnyOrder(
                        new UnmappedAttribute(
                                "@scoped/name", null, "crew.role", 1, NOON.plusSeconds(60), NOON.plusSeconds(60), "t4"),
                        new UnmappedAttribute("crewai", "0.9", "crew.role", 3, NOON, NOON.plusSeconds(60), "t3"));
    }

    @Test
    void whatAVocabularyKnowsIsNotListedEvenWhereItHadNoPlace() {
        var unmapped = unmapped(NOON);
        unmapped.note(
                project,
                List.of(
                        span(
                                "t1",
                                null,
                                "{\"ai.usage.inputTokens\":1,\"llm.token_count.prompt\":1,\"gen_ai.prompt.3.role\":\"u\",\"traceloop.entity.path\":\"\",\"otel.kind\":\"client\",\"enduser.id\":\"a\"}")));

        assertThat(unmapped.list(admin, "demo")).isEmpty();
    }

    @Test
    void theItemsOfAListAreOneName() {
        var unmapped = unmapped(NOON);
        unmapped.note(
                project, List.of(span("t1", "x", "{\"step.0.name\":\"a\",\"step.17.name\":\"b\",\"v1.2\":\"c\"}")));

        assertThat(unmapped.list(admin, "demo"))
                .extracting(UnmappedAttribute::attribute)
                .containsExactly("step.N.name", "v1.N");
    }

    @Test
    void oneInstrumentationCannotCrowdOutTheOthers() {
        var unmapped = unmapped(NOON);
        var many = new ArrayList<Span>();
        for (int i = 0; i < Unmapped.MOST_NAMES + 50; i++) {
            many.add(span("t" + i, "noisy", "{\"key-%d\":1}".formatted(i)));
        }
        unmapped.note(project, many);
        unmapped.write();
        unmapped.note(project, List.of(span("t", "quiet", "{\"one\":1}")));

        assertThat(unmapped.list(admin, "demo"))
                .hasSize(Unmapped.MOST_NAMES + 1)
                .extracting(UnmappedAttribute::scope)
                .contains("quiet");
    }

    @Test
    void whatCannotBeWrittenNowIsWrittenLater() {
        var away = new AtomicBoolean(true);
        var unmapped = new Unmapped(
                records.inProject((sql, scope) -> {
                    if (away.get()) {
                        throw new IllegalStateException("the records are away");
                    }
                    return new UnmappedStore(sql, scope);
                }),
                access.callers(),
                InstantSource.fixed(NOON));
        unmapped.note(project, List.of(span("t1", "x", "{\"one\":1}")));
        unmapped.write();
        away.set(false);

        assertThat(unmapped.list(admin, "demo"))
                .extracting(UnmappedAttribute::spans)
                .containsExactly(1L);
    }

    private Unmapped unmapped(Instant now) {
        return new Unmapped(records.inProject(UnmappedStore::new), access.callers(), InstantSource.fixed(now));
    }

    private static Span span(String traceId, @Nullable String scope, String attributes) {
        return new Span(
                traceId,
                "s1",
                null,
                "step",
                SpanKind.SPAN,
                SpanSource.OTLP,
                NOON,
                NOON,
                Span.SpanStatus.OK,
                null,
                Span.Dimensions.NONE,
                null,
                null,
                null,
                scope,
                false,
                false,
                Json.MAPPER.readTree(attributes),
                null,
                List.of());
    }
}
