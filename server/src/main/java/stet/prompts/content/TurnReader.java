package stet.prompts.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stet.models.Part.Modality;
import stet.platform.json.Json;
import stet.prompts.content.Turn.Call;
import stet.prompts.content.Turn.Piece;
import stet.prompts.content.Turn.Role;
import stet.prompts.templates.Names;
import tools.jackson.databind.JsonNode;

/** Reads the messages of a chat. */
final class TurnReader {
    private static final int MAX_PIECES = 100;
    private static final int MAX_CALLS = 128;
    private final Faults faults;

    TurnReader(Faults faults) {
        this.faults = faults;
    }

    List<Turn> turns(Fields content) {
        var turns = new ArrayList<Turn>();
        content.each("messages", PromptContent.Chat.MAX_TURNS, (fields, _) -> turns.add(turn(fields)));
        return turns;
    }

    private Turn turn(Fields fields) {
        if (fields.has("placeholder")) {
            String name = fields.only("placeholder").name("placeholder");
            if (!name.isEmpty() && !Names.isVariable(name)) {
                fields.wrong("placeholder", "'" + Names.cut(name) + "' is no name of a variable");
            }
            return new Turn.Placeholder(name);
        }
        if (fields.has("include")) {
            return new Turn.Included(fields.only("include").name("include"));
        }
        return said(fields.only("role", "content", "name", "toolCalls", "toolCallId"));
    }

    private Turn.Said said(Fields fields) {
        String word = fields.name("role");
        var role = Role.named(word);
        if (role.isEmpty() && !word.isEmpty()) {
            fields.wrong("role", "'" + Names.cut(word) + "' is none of system, developer, user, assistant, tool");
        }
        var calls = new ArrayList<Call>();
        fields.each("toolCalls", MAX_CALLS, (call, _) -> calls.add(call(call)));
        var callId = fields.text("toolCallId");
        if (!calls.isEmpty() && role.isPresent() && role.get() != Role.ASSISTANT) {
            fields.wrong("toolCalls", "belong to messages of the assistant");
        }
        if (role.isPresent() && role.get() == Role.TOOL && callId == null) {
            fields.wrong("toolCallId", "is missing: it says which call this answers");
        }
        var pieces = pieces(fields);
        if (pieces.isEmpty() && calls.isEmpty()) {
            fields.wrong("content", "is missing");
        }
        return new Turn.Said(role.orElse(Role.USER), pieces, fields.text("name"), calls, callId);
    }

    private static Call call(Fields fields) {
        fields.only("id", "name", "arguments");
        var arguments = fields.any("arguments");
        return new Call(
                fields.name("id"), fields.name("name"), arguments == null ? Json.MAPPER.createObjectNode() : arguments);
    }

    private List<Piece> pieces(Fields fields) {
        JsonNode content = fields.any("content");
        if (content == null || content.isNull()) {
            return List.of();
        }
        if (content.isString()) {
            return List.of(new Piece.Words(content.asString()));
        }
        var pieces = new ArrayList<Piece>();
        if (!content.isArray()) {
            fields.wrong("content", "a text or a list of parts is expected");
            return List.of(new Piece.Words(""));
        }
        fields.each("content", MAX_PIECES, (part, _) -> {
            var piece = piece(part);
            pieces.add(piece == null ? new Piece.Words("") : piece);
        });
        return pieces;
    }

    private @Nullable Piece piece(Fields part) {
        String type = part.name("type");
        return switch (type) {
            case "text" -> {
                var text = part.only("type", "text").text("text");
                if (text == null) {
                    part.wrong("text", "is missing");
                }
                yield new Piece.Words(text == null ? "" : text);
            }
            case "image", "audio", "video", "document" -> shown(part, type);
            default -> {
                if (!type.isEmpty()) {
                    part.wrong("type", "'" + Names.cut(type) + "' is none of text, image, audio, video, document");
                }
                yield null;
            }
        };
    }

    private Piece shown(Fields part, String type) {
        part.only("type", "url", "variable", "mediaType");
        var url = part.text("url");
        var variable = part.text("variable");
        if ((url == null) == (variable == null)) {
            faults.add(part.path(), "either 'url' or 'variable' is expected");
        }
        if (variable != null && !Names.isVariable(variable)) {
            part.wrong("variable", "'" + Names.cut(variable) + "' is no name of a variable");
        }
        return new Piece.Shown(Modality.valueOf(type.toUpperCase(Locale.ROOT)), url, variable, part.text("mediaType"));
    }
}
