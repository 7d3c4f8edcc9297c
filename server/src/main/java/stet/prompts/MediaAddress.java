package stet.prompts;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stet.models.Part.Media;
import stet.platform.http.Problem.FieldError;
import stet.prompts.content.Turn;
import stet.prompts.templates.Names;
import tools.jackson.databind.JsonNode;

/** Where the media of a message are: on the web or in the address itself, never a file of the server. */
final class MediaAddress {
    private MediaAddress() {}

    static @Nullable Media read(Turn.Piece.Shown shown, JsonNode value, String field, List<FieldError> errors) {
        if (value.isString()) {
            return read(shown, value.asString(), field, errors);
        }
        if (value.isObject() && value.path("url").isString()) {
            var type =
                    value.path("mediaType").isString() ? value.path("mediaType").asString() : shown.mediaType();
            var typed = new Turn.Piece.Shown(shown.modality(), null, shown.variable(), type);
            return read(typed, value.path("url").asString(), field, errors);
        }
        errors.add(new FieldError(field, "is neither an address nor {\"url\":\"…\",\"mediaType\":\"…\"}"));
        return null;
    }

    static @Nullable Media read(Turn.Piece.Shown shown, String address, String field, List<FieldError> errors) {
        String start = address.substring(0, Math.min(8, address.length())).toLowerCase(Locale.ROOT);
        if (!start.startsWith("https://") && !start.startsWith("http://") && !start.startsWith("data:")) {
            errors.add(new FieldError(
                    field, "'" + Names.cut(address) + "' is no address that starts with https://, http:// or data:"));
            return null;
        }
        return new Media(shown.modality(), shown.mediaType(), address, null, null);
    }
}
