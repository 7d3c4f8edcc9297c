package stet.traces.masking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import stet.traces.Amendment;
import stet.traces.Masked;
import stet.traces.Score;
import stet.traces.Span;
import stet.traces.conventions.Reported;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules of one project, ready to be applied: first those of names, then the redactions in their order, then the cuts. */
final class ProjectMask {
    private static final String USER = "user.id";
    private static final String SESSION = "session.id";

    private final NameRules names;
    private final JsonRedaction content;
    private final JsonRedaction attributes;
    private final Rule.@Nullable Cut inputCut;
    private final Rule.@Nullable Cut outputCut;

    ProjectMask(List<Rule> rules, KeyedHash hash) {
        names = new NameRules(rules, hash);
        var ofContent = new ArrayList<Redaction>();
        var ofAttributes = new ArrayList<Redaction>();
        for (Rule rule : rules) {
            switch (rule) {
                case Rule.Replace it -> add(Redaction.of(it), it.attributes(), ofContent, ofAttributes);
                case Rule.Redact it -> add(Redaction.of(it), it.attributes(), ofContent, ofAttributes);
                case Rule.Drop _, Rule.Hash _, Rule.Cut _ -> {}
            }
        }
        content = new JsonRedaction(Redaction.of(ofContent));
        attributes = new JsonRedaction(Redaction.of(ofAttributes));
        inputCut = smallest(rules, true);
        outputCut = smallest(rules, false);
    }

    private static void add(
            Redaction one, boolean alsoAttributes, List<Redaction> content, List<Redaction> attributes) {
        content.add(one);
        if (alsoAttributes) {
            attributes.add(one);
        }
    }

    private static Rule.@Nullable Cut smallest(List<Rule> rules, boolean input) {
        return rules.stream()
                .filter(it -> it instanceof Rule.Cut cut && (input ? cut.input() : cut.output()))
                .map(it -> (Rule.Cut) it)
                .min(Comparator.comparingInt(Rule.Cut::bytes))
                .orElse(null);
    }

    Reported mask(Reported reported, Hits hits) {
        if (names.none()) {
            return reported;
        }
        var left = names.map(reported.attributes(), hits);
        var origin = reported.origin();
        var from = new Reported.Origin(
                names.map(origin.resource(), hits),
                origin.scopeName(),
                origin.scopeVersion(),
                names.map(origin.attributes(), hits));
        var events = reported.events().stream()
                .map(it -> new Span.Event(it.name(), it.at(), names.object(it.attributes(), hits)))
                .toList();
        if (hits.none()) {
            return reported;
        }
        Map<String, JsonNode> notes = new LinkedHashMap<>(reported.notes());
        notes.put(Masked.HITS, Json.MAPPER.valueToTree(hits.byName()));
        return reported.masked(left, events, from, notes);
    }

    Span mask(Span span, Hits hits) {
        var keptAttributes = attributes(span.attributes(), hits);
        var input = cut(content.content(span.input(), hits), inputCut, hits);
        var output = cut(content.content(span.output(), hits), outputCut, hits);
        var generation = span.generation();
        var rest = rest(input, output);
        var masked = new Span(
                span.traceId(),
                span.spanId(),
                span.parentId(),
                attributes.text(span.name(), hits),
                span.kind(),
                span.source(),
                span.startedAt(),
                span.endedAt(),
                status(span.status(), hits),
                generation == null ? null : generation(generation, hits),
                dimensions(span.dimensions(), hits),
                input.content(),
                output.content(),
                span.requestId(),
                span.scope(),
                span.simulated(),
                span.truncated() || rest != null,
                keptAttributes,
                attributes(span.resource(), hits),
                events(span.events(), hits));
        return hits.none() ? span : masked.withAttributes(Masked.noted(keptAttributes, hits.byName(), rest));
    }

    Amendment mask(Amendment amendment, Hits hits) {
        var keptAttributes = attributes(amendment.attributes(), hits);
        var input = cut(content.content(amendment.input(), hits), inputCut, hits);
        var output = cut(content.content(amendment.output(), hits), outputCut, hits);
        var status = amendment.status() == null ? null : status(amendment.status(), hits);
        var keptEvents = events(amendment.events(), hits);
        var masked = new Amendment(
                amendment.traceId(),
                amendment.spanId(),
                amendment.at(),
                input.content(),
                output.content(),
                keptEvents,
                Masked.noted(keptAttributes, hits.byName(), rest(input, output)),
                status,
                amendment.usage(),
                amendment.cost(),
                amendment.endedAt());
        return hits.none() ? amendment : masked;
    }

    /** A session that is left out on spans is hashed where it is all that a score is about. */
    Score mask(Score score, Hits hits) {
        String session = score.sessionId();
        if (session != null) {
            session =
                    score.traceId() == null ? names.kept(session, hits, SESSION) : names.value(session, hits, SESSION);
            session = session == null ? null : orNull(attributes.text(session, hits));
        }
        var value = score.value();
        String text = value.text() == null ? null : within(content.text(value.text(), hits));
        String comment = score.comment() == null ? null : orNull(content.text(score.comment(), hits));
        return hits.none()
                ? score
                : new Score(
                        score.id(),
                        score.traceId(),
                        score.spanId(),
                        score.traceId() == null && session == null ? "[masked]" : session,
                        score.name(),
                        new Score.Value(value.type(), value.number(), text),
                        score.source(),
                        score.evaluatorVersion(),
                        comment == null ? null : within(comment),
                        score.at());
    }

    String mask(String text, Hits hits) {
        return content.text(text, hits);
    }

    private static String within(String text) {
        String some = text.isEmpty() ? "[masked]" : text;
        return some.length() <= Score.LONGEST_TEXT ? some : some.substring(0, Score.LONGEST_TEXT - 1) + "…";
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static ContentCut.Kept cut(@Nullable JsonNode content, Rule.@Nullable Cut rule, Hits hits) {
        if (rule == null) {
            return new ContentCut.Kept(content, null);
        }
        var kept = ContentCut.of(content, rule.bytes());
        hits.add(rule, kept.rest() == null ? 0 : 1);
        return kept;
    }

    private static @Nullable ObjectNode rest(ContentCut.Kept input, ContentCut.Kept output) {
        if (input.rest() == null && output.rest() == null) {
            return null;
        }
        var rest = Json.MAPPER.createObjectNode();
        if (input.rest() != null) {
            rest.set("input", input.rest());
        }
        if (output.rest() != null) {
            rest.set("output", output.rest());
        }
        return rest;
    }

    private Span.SpanStatus status(Span.SpanStatus status, Hits hits) {
        String message = status.message();
        return message == null
                ? status
                : new Span.SpanStatus(status.failed(), status.errorKind(), content.text(message, hits));
    }

    private Span.Generation generation(Span.Generation generation, Hits hits) {
        return generation.withAsked(content.any(generation.parameters(), hits), content.any(generation.tools(), hits));
    }

    private List<Span.Event> events(List<Span.Event> events, Hits hits) {
        return events.stream()
                .map(it -> new Span.Event(it.name(), it.at(), content.any(names.object(it.attributes(), hits), hits)))
                .toList();
    }

    /** Values are redacted; what masking itself noted, and names, are not. */
    private @Nullable JsonNode attributes(@Nullable JsonNode all, Hits hits) {
        var named = names.object(all, hits);
        if (!(named instanceof ObjectNode left)) {
            return attributes.any(named, hits);
        }
        var redacted = Json.MAPPER.createObjectNode();
        redacted.setAll(left);
        left.properties().forEach(it -> {
            if (!it.getKey().equals(Masked.HITS) && !it.getKey().equals(Masked.CUT)) {
                redacted.set(it.getKey(), Objects.requireNonNull(attributes.any(it.getValue(), hits)));
            }
        });
        return redacted;
    }

    private Span.Dimensions dimensions(Span.Dimensions all, Hits hits) {
        Map<String, String> metadata = new LinkedHashMap<>();
        names.metadata(all.metadata(), hits).forEach((name, value) -> metadata.put(name, attributes.text(value, hits)));
        return new Span.Dimensions(
                dimension(all.userId(), USER, hits),
                dimension(all.sessionId(), SESSION, hits),
                all.environment(),
                all.release(),
                all.app(),
                all.promptName(),
                all.promptVersion(),
                all.tags().stream().map(it -> attributes.text(it, hits)).toList(),
                metadata);
    }

    private @Nullable String dimension(@Nullable String value, String name, Hits hits) {
        String left = names.value(value, hits, name);
        return left == null ? null : orNull(attributes.text(left, hits));
    }
}
