package stet.prompts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.platform.http.Problem.FieldError;
import stet.prompts.content.PromptContent;
import stet.prompts.content.Turn;
import stet.prompts.templates.Parsed;
import stet.prompts.templates.Place;
import stet.prompts.templates.Template;

/**
 * A prompt's content with its templates read.
 *
 * @param templates by the path of the field they stand in
 */
public record ParsedPrompt(PromptContent content, Map<String, Template> templates) {
    public ParsedPrompt {
        templates = Map.copyOf(templates);
    }

    /** What is wrong with one template. */
    public record Flaw(
            String field, String detail, @Nullable Place place) {
        FieldError error() {
            return new FieldError(field, (place == null ? "" : place + ": ") + detail);
        }
    }

    /** Reads every template; a {@link Problem} names each that does not follow its language. */
    public static ParsedPrompt of(PromptContent content) {
        var flaws = new ArrayList<Flaw>();
        var parsed = of(content, flaws);
        if (!flaws.isEmpty()) {
            var errors = flaws.stream().map(Flaw::error).toList();
            throw new Problem.Invalid(
                    errors.getFirst().field() + ": " + errors.getFirst().detail(), errors);
        }
        return parsed;
    }

    /** Reads the templates that can be read, and notes what is wrong with the others. */
    static ParsedPrompt of(PromptContent content, List<Flaw> flaws) {
        var templates = new LinkedHashMap<String, Template>();
        texts(content).forEach((field, text) -> {
            switch (Template.parse(content.settings().format(), text)) {
                case Parsed.Read(var template) -> templates.put(field, template);
                case Parsed.Malformed(var words, var place) -> flaws.add(new Flaw(field, words, place));
            }
        });
        return new ParsedPrompt(content, templates);
    }

    Template template(String field) {
        var template = templates.get(field);
        if (template == null) {
            throw new IllegalArgumentException("there is no template at " + field);
        }
        return template;
    }

    /** The texts that are templates, by the path of their field. */
    static Map<String, String> texts(PromptContent content) {
        var texts = new LinkedHashMap<String, String>();
        switch (content) {
            case PromptContent.Text(var _, var text) -> texts.put("text", text);
            case PromptContent.Chat(var _, var turns) -> {
                for (int i = 0; i < turns.size(); i++) {
                    if (turns.get(i) instanceof Turn.Said said) {
                        for (int j = 0; j < said.pieces().size(); j++) {
                            String text = text(said.pieces().get(j));
                            if (text != null) {
                                texts.put(field(said, i, j), text);
                            }
                        }
                    }
                }
            }
        }
        return texts;
    }

    private static @Nullable String text(Turn.Piece piece) {
        return switch (piece) {
            case Turn.Piece.Words(var words) -> words;
            case Turn.Piece.Shown shown -> shown.url();
        };
    }

    /** The path of a piece. */
    static String field(Turn.Said said, int turn, int piece) {
        String content = "messages[" + turn + "].content";
        return switch (said.pieces().get(piece)) {
            case Turn.Piece.Words _ -> said.pieces().size() == 1 ? content : content + "[" + piece + "].text";
            case Turn.Piece.Shown _ -> content + "[" + piece + "].url";
        };
    }
}
