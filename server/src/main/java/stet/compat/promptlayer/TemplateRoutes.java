package stet.compat.promptlayer;

import java.net.URI;
import java.util.function.Supplier;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Operation;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** {@code /prompt-templates}: the registry's prompts for PromptLayer's clients. */
record TemplateRoutes(Templates templates, LabelRoutes labels, PromptLayerCallers callers, Supplier<URI> publicUrl) {
    /** How the paths of a prompt in folders end when its client leaves their slashes as they are. */
    private static final String LABELS = "/labels";

    private static final String USAGE = "/snippet-usage";
    private static final String TEMPLATES = "/prompt-templates";
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    void declare(Api api) {
        of(api.get(TEMPLATES, "The project's prompts in PromptLayer's shape"))
                .query("page", Integer.class, "from 1")
                .query("per_page", Integer.class, "1 to 100; 30 unless said")
                .query("label", String.class, "only those with this label, in the version it points at")
                .answers(200, JsonNode.class)
                .by(this::list);
        of(api.post(TEMPLATES + "/{name*}", "A prompt with its variables in place, ready to be sent to a model"))
                .bodyLimit(MOST_BYTES)
                .answers(200, JsonNode.class)
                .by(this::get);
        of(api.get(TEMPLATES + "/{name*}", "A prompt as it was saved"))
                .query("version", Integer.class, "this version")
                .query("label", String.class, "the version with this label")
                .answers(200, JsonNode.class)
                .by(this::raw);
        of(api.post("/rest/prompt-templates", "Saves a version of a prompt in PromptLayer's shape"))
                .bodyLimit(MOST_BYTES)
                .answers(201, JsonNode.class)
                .by(this::publish);
        of(api.patch(
                        "/rest/prompt-templates/{name*}",
                        "Saves a version that differs from another in what is said: messages and tools by index or whole"))
                .bodyLimit(MOST_BYTES)
                .answers(201, JsonNode.class)
                .by(this::patch);
    }

    static Operation of(Operation operation) {
        return operation.tag("promptlayer").refusals(PromptLayerCallers::refused);
    }

    private Answer get(Call call) {
        var asked = call.body().length == 0 ? Json.MAPPER.createObjectNode() : TrackRoutes.object(call);
        var caller = callers.of(call, asked);
        return Answer.ok(
                templates.get(caller, PromptLayerCallers.project(caller), call.path("name"), asked, base(call)));
    }

    /** Where the client reached us: what it can reach again. */
    private String base(Call call) {
        return call.header("host")
                .filter(it -> it.matches("[A-Za-z0-9.:\\[\\]_-]{1,255}"))
                .map(it -> (call.secure() ? "https://" : "http://") + it)
                .orElseGet(() -> publicUrl.get().toString());
    }

    private Answer raw(Call call) {
        var caller = callers.of(call);
        String name = call.path("name");
        if (name.endsWith(LABELS)) {
            return labels.list(call, name.substring(0, name.length() - LABELS.length()));
        }
        if (name.endsWith(USAGE)) {
            return labels.usage(call, name.substring(0, name.length() - USAGE.length()));
        }
        var asked = Json.MAPPER.createObjectNode();
        call.query("version").ifPresent(it -> asked.put("version", it));
        call.query("label").ifPresent(it -> asked.put("label", it));
        return Answer.ok(templates.raw(caller, PromptLayerCallers.project(caller), call.path("name"), asked))
                .with("cache-control", "no-store");
    }

    private Answer list(Call call) {
        var caller = callers.of(call);
        String project = PromptLayerCallers.project(caller);
        int page = call.queryInt("page", 1, 1, 1_000_000);
        int size = call.queryInt("per_page", 30, 1, 100);
        String label = call.query("label").orElse(null);
        var all = templates.all(caller, project, label);
        int pages = Math.max(1, (all.size() + size - 1) / size);
        var shown = all.stream().skip((page - 1L) * size).limit(size).toList();
        var answer = Json.MAPPER.createObjectNode();
        var items = answer.putArray("items");
        templates.page(caller, project, shown, label).forEach(items::add);
        answer.put("page", page).put("per_page", size).put("pages", pages).put("total", all.size());
        answer.put("has_next", page < pages).put("has_prev", page > 1);
        answer.put("next_num", page < pages ? (Integer) (page + 1) : null);
        answer.put("prev_num", page > 1 ? (Integer) (page - 1) : null);
        return Answer.ok(answer);
    }

    private Answer patch(Call call) {
        var asked = TrackRoutes.object(call);
        var caller = callers.of(call, asked);
        return Answer.created(
                templates.patch(caller, PromptLayerCallers.project(caller), call.path("name"), new Patch(asked)));
    }

    private Answer publish(Call call) {
        var asked = TrackRoutes.object(call);
        var caller = callers.of(call, asked);
        if (!asked.path("prompt_template").path("prompt_name").isString()) {
            throw Problem.Invalid.field("prompt_template.prompt_name", "is missing: name the prompt");
        }
        return Answer.created(templates.publish(caller, PromptLayerCallers.project(caller), asked));
    }
}
