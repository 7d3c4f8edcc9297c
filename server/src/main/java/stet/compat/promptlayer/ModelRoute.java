package stet.compat.promptlayer;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.models.Dialect;
import stet.models.Endpoint;
import stet.models.providers.Provider;
import stet.models.providers.Providers;
import stet.models.providers.Routing;
import tools.jackson.databind.JsonNode;

/**
 * Which model a prompt is for, and how its call goes through our own gateway.
 *
 * @param routed the model's name as the gateway is asked for it; empty when no provider here has it
 */
record ModelRoute(Dialect dialect, Endpoint endpoint, String model, String vendor, Optional<String> routed) {

    /** By a prompt's {@code model} and what PromptLayer says of its API; absent for a prompt without a model. */
    static @Nullable ModelRoute of(JsonNode content, Providers providers) {
        String name = content.path("model").path("name").asString("");
        if (name.isEmpty()) {
            return null;
        }
        String vendor = content.path("model").path("provider").asString("");
        var named = Stream.of(Dialect.values())
                .flatMap(it -> providers.speaking(it).stream())
                .filter(it -> it.name().equals(vendor))
                .findFirst();
        var dialect = named.map(Provider::dialect)
                .orElse(
                        vendor.startsWith("anthropic") || name.startsWith("claude")
                                ? Dialect.ANTHROPIC
                                : Dialect.OPENAI);
        boolean responses = content.path("metadata")
                .path(Blueprint.KEPT)
                .path("api_type")
                .asString("")
                .equals("responses");
        var endpoint = dialect == Dialect.ANTHROPIC
                ? Endpoint.MESSAGES
                : responses ? Endpoint.RESPONSES : Endpoint.CHAT_COMPLETIONS;
        String asked = named.map(it -> it.name() + "/" + name).orElse(name);
        boolean here = providers.route(dialect, asked, null) instanceof Routing.To;
        return new ModelRoute(dialect, endpoint, name, vendor, here ? Optional.of(asked) : Optional.empty());
    }

    /** What clients call the vendor: the dialect that our gateway speaks, when the call goes there. */
    String client() {
        return routed.isPresent() || vendor.isEmpty() ? dialect.word() : vendor;
    }

    /** Clients take a model of such a name for one of the vendor's, whatever they are told to speak. */
    String shownModel() {
        boolean mistaken = dialect == Dialect.OPENAI && (model.startsWith("claude") || model.startsWith("gemini"));
        return mistaken ? "stet-" + model : model;
    }

    @Nullable
    String apiType() {
        return switch (endpoint) {
            case CHAT_COMPLETIONS -> "chat-completions";
            case RESPONSES -> "responses";
            case COMPLETIONS, EMBEDDINGS, MESSAGES -> null;
        };
    }
}
