package stet.compat.promptlayer;

import java.util.List;
import java.util.Map;
import stet.access.Caller;
import stet.models.Endpoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts variables in the place of their names in a prompt. */
@FunctionalInterface
public interface Rendering {
    /** What a prompt says. */
    interface Said {
        /** What to ask a model, in the words of an endpoint. */
        ObjectNode body(Endpoint endpoint, String model, ObjectNode parameters);

        List<String> warnings();
    }

    Said render(Caller caller, String project, String name, JsonNode content, Map<String, JsonNode> variables);
}
