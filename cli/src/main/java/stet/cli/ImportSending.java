package stet.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import stet.cli.imports.Given;
import stet.client.Artifacts;
import stet.client.StetException;
import tools.jackson.databind.JsonNode;

/** Sends prompts in parts that a server takes at once, those of one prompt together as far as they fit. */
final class ImportSending implements Consumer<Given> {
    private static final int PART_BYTES = 4 * 1024 * 1024;
    private static final int LARGEST_PART = 24 * 1024 * 1024;
    private static final int MOST_ITEMS = 2_000;
    private static final int MOST_PROMPTS = 500;

    private final Artifacts artifacts;
    private final Surroundings around;
    private final Map<String, ?> wishes;
    private final String field;
    private final ImportSummary summary = new ImportSummary();
    private final List<JsonNode> part = new ArrayList<>();
    private int prompts;
    private long bytes;
    private String first = "";

    /**
     * @param wishes what is asked of the server with every part
     * @param field under which the server expects what is sent
     */
    ImportSending(Artifacts artifacts, Surroundings around, Map<String, ?> wishes, String field) {
        this.artifacts = artifacts;
        this.around = around;
        this.wishes = wishes;
        this.field = field;
    }

    @Override
    public void accept(Given prompt) {
        long size = prompt.items().stream().mapToLong(ImportSending::size).sum();
        if (bytes + size > PART_BYTES || part.size() + prompt.items().size() > MOST_ITEMS || prompts >= MOST_PROMPTS) {
            finish();
        }
        first = part.isEmpty() ? prompt.name() : first;
        prompts++;
        for (var item : prompt.items()) {
            long its = size(item);
            if (!part.isEmpty() && (bytes + its > LARGEST_PART || part.size() >= MOST_ITEMS)) {
                finish();
                first = prompt.name();
            }
            part.add(item);
            bytes += its;
        }
    }

    private static long size(JsonNode item) {
        return Output.JSON.writeValueAsBytes(item).length;
    }

    /** Sends what is still here. */
    void finish() {
        if (part.isEmpty()) {
            return;
        }
        var body = new HashMap<String, Object>(wishes);
        body.put(field, part);
        try {
            summary.add(artifacts.take(body));
        } catch (StetException e) {
            throw new StetException(e.status(), e.getMessage() + "; stopped at the prompt '" + first + "'");
        } finally {
            part.clear();
            bytes = 0;
            prompts = 0;
        }
        around.err().println(summary.versionsRead() + " versions so far");
    }

    void unread(String why) {
        summary.unread(why);
    }

    ImportSummary summary() {
        return summary;
    }
}
