package stet.compat.langfuse;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;

/** {@code /api/public/media}: pictures and documents are named by their digest and kept by nobody here. */
record MediaRoutes(Callers callers) {
    private static final String MEDIA = "/api/public/media";

    /** @param uploadUrl absent: nothing is to be sent */
    record NamedMedia(String mediaId, @Nullable String uploadUrl) {}

    void declare(Api api) {
        api.post(MEDIA, "Names what a client would upload; the content itself is not kept")
                .tag("langfuse")
                .refusals(IngestionRoutes::refused)
                .answers(201, NamedMedia.class)
                .by(this::name);
        api.get(MEDIA + "/{id}", "Refused: content of media is not kept")
                .tag("langfuse")
                .refusals(IngestionRoutes::refused)
                .answers(200, NamedMedia.class)
                .by(call -> {
                    callers.of(call).may(Permission.READ_TRACES);
                    throw new Problem.NotFound("content kept of media, only its name:", call.path("id"));
                });
        api.patch(MEDIA + "/{id}", "What became of an upload; changes nothing")
                .tag("langfuse")
                .refusals(IngestionRoutes::refused)
                .answers(200, NamedMedia.class)
                .by(call -> {
                    callers.of(call).may(Permission.WRITE_TRACES);
                    return Answer.ok(new NamedMedia(call.path("id"), null));
                });
    }

    private Answer name(Call call) {
        callers.of(call).may(Permission.WRITE_TRACES);
        String hash = call.body(JsonNode.class).path("sha256Hash").asString("");
        if (!hash.matches("[A-Za-z0-9+/_-]{43}=?")) {
            throw Problem.Invalid.field("sha256Hash", "the SHA-256 of the content in base64 is expected");
        }
        String id = hash.substring(0, 22).replace('+', '-').replace('/', '_');
        return new Answer(201, new NamedMedia(id, null), Map.of());
    }
}
