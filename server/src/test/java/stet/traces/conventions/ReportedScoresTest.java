package stet.traces.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.traces.Spans.json;
import static stet.traces.Spans.span;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import stet.traces.Score;
import stet.traces.Span;
import stet.traces.Spans;

class ReportedScoresTest {
    @Test
    void anAnnotationJudgesTheSpanThatCarriesIt() {
        var score = ReportedScores.of(span("t1", "s1").attributes("""
                        {"annotations.0.annotation.name":"correctness","annotations.0.annotation.score":-0.25,
                         "annotations.0.annotation.label":"wrong","annotations.0.annotation.explanation":"It was not paid.",
                         "annotations.0.annotation.annotator_kind":"LLM","annotations.0.annotation.identifier":"judge-v2"}
                        """).span()).getFirst();

        assertThat(score.traceId()).isEqualTo("t1");
        assertThat(score.spanId()).isEqualTo("s1");
        assertThat(score.name()).isEqualTo("correctness");
        assertThat(score.value()).isEqualTo(Score.Value.of(-0.25));
        assertThat(score.source()).isEqualTo(Score.Source.EVALUATOR);
        assertThat(score.evaluatorVersion()).isEqualTo("judge-v2");
        assertThat(score.comment()).isEqualTo("wrong: It was not paid.");
    }

    @Test
    void anEvaluationJudgesTheSpanThatItsSpanLinksTo() {
        var score =
                ReportedScores.of(span("t2", "judge").attributes("""
                        {"evaluations.0.evaluation.name":"tone","evaluations.0.evaluation.label":"rude",
                         "otel.links":[{"traceId":"t1","spanId":"s1"}]}
                        """).span()).getFirst();

        assertThat(score.traceId()).isEqualTo("t1");
        assertThat(score.spanId()).isEqualTo("s1");
        assertThat(score.value()).isEqualTo(Score.Value.category("rude"));
        assertThat(score.source()).isEqualTo(Score.Source.EVALUATOR);
    }

    @Test
    void wholeTracesAndSessionsAreJudgedToo() {
        var scores = ReportedScores.of(span("t1", "s1")
                .dimensions("ada", "conv-42", "staging")
                .attributes("""
                        {"trace.annotations.0.annotation.name":"solved","trace.annotations.0.annotation.score":true,
                         "session.annotations.0.annotation.name":"mood","session.annotations.0.annotation.explanation":"Calm to the end.",
                         "session.annotations.0.annotation.annotator_kind":"HUMAN"}
                        """)
                .span());

        assertThat(scores).hasSize(2);
        var solved = named(scores, "solved");
        assertThat(solved.traceId()).isEqualTo("t1");
        assertThat(solved.spanId()).isNull();
        assertThat(solved.value()).isEqualTo(Score.Value.of(true));
        var mood = named(scores, "mood");
        assertThat(mood.traceId()).isNull();
        assertThat(mood.sessionId()).isEqualTo("conv-42");
        assertThat(mood.value()).isEqualTo(Score.Value.text("Calm to the end."));
        assertThat(mood.source()).isEqualTo(Score.Source.REVIEWER);
    }

    @Test
    void theEventOfAnEvaluationIsAScore() {
        var judged = span("t1", "s1").span();
        var event = new Span.Event(
                "gen_ai.evaluation.result",
                Spans.NOON,
                json("{\"gen_ai.evaluation.name\":\"relevance\",\"gen_ai.evaluation.score.value\":0.9}"));

        var score = ReportedScores.of(withEvents(judged, event)).getFirst();

        assertThat(score.name()).isEqualTo("relevance");
        assertThat(score.value()).isEqualTo(Score.Value.of(0.9));
        assertThat(score.source()).isEqualTo(Score.Source.EVALUATOR);
    }

    @Test
    void theSameJudgementHasTheSameIdWhereverItStandsInTheList() {
        var first = ReportedScores.of(span("t1", "s1")
                .attributes("{\"annotations.0.annotation.name\":\"a\",\"annotations.0.annotation.score\":1}")
                .span());
        var again = ReportedScores.of(span("t1", "s1")
                .attributes("{\"annotations.7.annotation.name\":\"a\",\"annotations.7.annotation.score\":2}")
                .span());

        assertThat(again.getFirst().id()).isEqualTo(first.getFirst().id());
    }

    @Test
    void whatIsNotWholeIsNoScoreAndStaysAnAttribute() {
        var span = span("t1", "s1").attributes("""
                {"annotations.0.annotation.name":"a","annotations.1.annotation.score":1,"annotations.2.annotation.name":"%s",
                 "annotations.2.annotation.score":1,"session.annotations.0.annotation.name":"no session","session.annotations.0.annotation.score":1}
                """.formatted("x".repeat(500))).span();

        assertThat(ReportedScores.of(span)).isEmpty();
        assertThat(Recorded.attributesOf(span)).hasSize(6);
    }

    @Test
    void scoresGoBesideTheirSpans() {
        var spans = new ArrayList<Span>();
        var scores = new ArrayList<Score>();
        var sink = ReportedScores.beside(
                (_, more) -> {
                    spans.addAll(more);
                    return CompletableFuture.allOf();
                },
                (_, more) -> {
                    scores.addAll(more);
                    return CompletableFuture.allOf();
                });

        sink.accept(
                        UUID.randomUUID(),
                        List.of(
                                span("t1", "s1").span(),
                                span("t1", "s2")
                                        .attributes(
                                                "{\"annotations.0.annotation.name\":\"a\",\"annotations.0.annotation.score\":1}")
                                        .span()))
                .join();

        assertThat(spans).hasSize(2);
        assertThat(scores).extracting(Score::spanId).containsExactly("s2");
    }

    private static Score named(List<Score> scores, String name) {
        return scores.stream()
                .filter(score -> score.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Span withEvents(Span span, Span.Event event) {
        return new Span(
                span.traceId(),
                span.spanId(),
                span.parentId(),
                span.name(),
                span.kind(),
                span.source(),
                span.startedAt(),
                span.endedAt(),
                span.status(),
                span.generation(),
                span.dimensions(),
                span.input(),
                span.output(),
                span.requestId(),
                span.scope(),
                span.simulated(),
                span.truncated(),
                span.attributes(),
                span.resource(),
                List.of(event));
    }
}
