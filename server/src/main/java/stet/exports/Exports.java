package stet.exports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.traces.Score;
import stet.traces.Span;
import stet.traces.SpanFacts;
import stet.traces.WholeTraces;
import stet.traces.WholeTraces.Found;
import stet.traces.WholeTraces.Place;
import stet.traces.query.Cursor;
import stet.traces.query.Filter;

/** Goes through whole traces, oldest first, a little at a time: what it holds does not grow with what it exports. */
public record Exports(WholeTraces traces) {
    private static final int CHUNK_SPANS = 1_000;
    private static final int FEWEST_SPANS = 20;

    /**
     * Which traces.
     *
     * @param fromUs those that started at this time or later
     * @param untilUs those that started before this time
     */
    public record Selection(UUID project, Filter filter, long fromUs, long untilUs) {}

    /** Hands over everything behind {@code after}, and says whether all of it was wanted. */
    boolean walk(Selection of, @Nullable ExportCursor after, Taking taking) throws IOException {
        var walk = new Walk(of, taking);
        if (after != null) {
            var begun = traces.find(of.project, after.trace().traceId());
            if (begun.isPresent() && !walk.finish(begun.get(), after.inside())) {
                return false;
            }
        }
        var at = after == null ? new Cursor(of.fromUs, "") : after.trace();
        while (true) {
            var portion = traces.next(of.project, of.filter, at, of.untilUs);
            for (var chunk : chunks(portion.matching())) {
                if (!walk.take(chunk, null)) {
                    return false;
                }
            }
            taking.pause();
            if (portion.last()) {
                return true;
            }
            at = portion.upTo();
        }
    }

    private static List<List<Found>> chunks(List<Found> found) {
        var chunks = new ArrayList<List<Found>>();
        int from = 0;
        long spans = 0;
        for (int i = 0; i < found.size(); i++) {
            spans += found.get(i).spanCount();
            if (spans > CHUNK_SPANS && i > from) {
                chunks.add(found.subList(from, i));
                from = i;
                spans = found.get(i).spanCount();
            }
        }
        if (from < found.size()) {
            chunks.add(found.subList(from, found.size()));
        }
        return chunks;
    }

    /** One going through. Reads fewer spans at once while they are large. */
    private final class Walk {
        private final Selection of;
        private final Taking taking;
        private int most = FEWEST_SPANS * 10;

        Walk(Selection of, Taking taking) {
            this.of = of;
            this.taking = taking;
        }

        /** The rest of a trace. */
        boolean finish(Found trace, ExportCursor.Inside inside) throws IOException {
            return switch (inside) {
                case ExportCursor.Inside.AfterSpan(var place) -> take(List.of(trace), place);
                case ExportCursor.Inside.AfterScore(var id) ->
                    scores(
                            trace,
                            traces.scores(of.project, List.of(trace)).getOrDefault(trace.traceId(), List.of()).stream()
                                    .filter(score -> score.id().compareTo(id) > 0)
                                    .toList());
            };
        }

        /** The traces, from the first behind {@code after}. */
        boolean take(List<Found> chunk, @Nullable Place after) throws IOException {
            Map<String, List<Score>> scores = traces.scores(of.project, chunk);
            int current = 0;
            var place = after;
            while (true) {
                var run = traces.spans(of.project, chunk.subList(current, chunk.size()), place, most);
                for (var whole : run.spans()) {
                    var span = whole.span();
                    while (!chunk.get(current).traceId().equals(span.traceId())) {
                        if (!scores(chunk.get(current), scores)) {
                            return false;
                        }
                        current++;
                    }
                    place = place(span);
                    if (!taking.take(new Piece.OfSpan(
                            cursor(chunk.get(current), new ExportCursor.Inside.AfterSpan(place)),
                            span,
                            whole.contentRemoved()))) {
                        return false;
                    }
                }
                taking.pause();
                if (!run.more()) {
                    break;
                }
                most = run.spans().size() < most
                        ? Math.max(FEWEST_SPANS, run.spans().size() * 2)
                        : Math.min(CHUNK_SPANS, most * 2);
            }
            for (; current < chunk.size(); current++) {
                if (!scores(chunk.get(current), scores)) {
                    return false;
                }
            }
            return true;
        }

        private boolean scores(Found trace, Map<String, List<Score>> scores) throws IOException {
            return scores(trace, scores.getOrDefault(trace.traceId(), List.of()));
        }

        private boolean scores(Found trace, List<Score> scores) throws IOException {
            for (var score : scores) {
                var cursor = cursor(trace, new ExportCursor.Inside.AfterScore(score.id()));
                if (!taking.take(new Piece.OfScore(cursor, score))) {
                    return false;
                }
            }
            return true;
        }

        private static ExportCursor cursor(Found trace, ExportCursor.Inside inside) {
            return new ExportCursor(new Cursor(trace.startedUs(), trace.traceId()), inside);
        }

        private static Place place(Span span) {
            return new Place(SpanFacts.micros(span.startedAt()), span.spanId());
        }
    }
}
