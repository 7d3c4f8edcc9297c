package stet.gateway;

import java.util.List;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The body of a call made with a key for a run, whose client may leave the key and our address among the model's parameters. */
final class RunBody {
    private static final List<String> CREDENTIALS = List.of("apiKey", "baseURL");

    private RunBody() {}

    /** The same without them; as it is when there are none, or when it cannot be read. */
    static byte[] withoutCredentials(byte[] body) {
        try {
            if (Json.MAPPER.readTree(body) instanceof ObjectNode fields
                    && CREDENTIALS.stream().anyMatch(fields::has)) {
                fields.remove(CREDENTIALS);
                return Json.MAPPER.writeValueAsBytes(fields);
            }
        } catch (JacksonException e) {
            // refused later, like every body that is not JSON
        }
        return body;
    }
}
