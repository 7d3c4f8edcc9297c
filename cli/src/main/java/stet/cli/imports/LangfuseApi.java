package stet.cli.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Every version of every prompt that a Langfuse project has. */
public record LangfuseApi(ForeignApi api) {
    private static final String PROMPTS = "/api/public/v2/prompts";
    private static final int PAGE = 100;

    public void each(Consumer<Given> prompts) {
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            var list = api.get(PROMPTS + "?page=" + page + "&limit=" + PAGE);
            list.path("data").forEach(it -> prompts.accept(prompt(it)));
            pages = list.path("meta").path("totalPages").asInt(page);
        }
    }

    private Given prompt(JsonNode listed) {
        String name = listed.path("name").asString("");
        List<JsonNode> versions = new ArrayList<>();
        for (var number : listed.path("versions")) {
            api.find(PROMPTS + "/" + ForeignApi.segment(name) + "?version=" + number.asInt(0) + "&resolve=false")
                    .ifPresent(versions::add);
        }
        return new Given(name, versions.isEmpty() ? List.of(listed) : versions);
    }
}
