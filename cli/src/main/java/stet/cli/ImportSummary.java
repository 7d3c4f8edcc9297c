package stet.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The reports of all parts of an import as one. */
final class ImportSummary {
    private static final List<String> THINGS = List.of("artifacts", "versions", "labels");
    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("created", "created");
        WORDS.put("changed", "changed");
        WORDS.put("alreadyThere", "already there");
        WORDS.put("skipped", "skipped");
        WORDS.put("refused", "refused");
    }

    private final Map<String, Map<String, Long>> tallies = new LinkedHashMap<>();
    private final List<JsonNode> items = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private long kept;
    private long leftOut;

    ImportSummary() {
        THINGS.forEach(thing -> {
            var tally = new LinkedHashMap<String, Long>();
            tally.put("read", 0L);
            WORDS.keySet().forEach(it -> tally.put(it, 0L));
            tallies.put(thing, tally);
        });
    }

    void add(JsonNode report) {
        tallies.forEach((thing, tally) -> tally.replaceAll(
                (word, count) -> count + report.path(thing).path(word).asLong(0)));
        report.path("items").forEach(items::add);
        report.path("unread").forEach(it -> unread.add(it.asString("")));
        kept += report.path("fieldsKept").asLong(0);
        leftOut += report.path("fieldsLeftOut").asLong(0);
    }

    void unread(String why) {
        unread.add(why);
    }

    long versionsRead() {
        return count("versions", "read");
    }

    private long count(String thing, String word) {
        return tallies.getOrDefault(thing, Map.of()).getOrDefault(word, 0L);
    }

    /** Whether nothing was refused. */
    boolean isWhole() {
        return unread.isEmpty() && THINGS.stream().allMatch(it -> count(it, "refused") == 0);
    }

    Map<String, Object> json(String from, boolean dryRun) {
        var json = new LinkedHashMap<String, Object>();
        json.put("from", from);
        json.put("dryRun", dryRun);
        json.putAll(tallies);
        json.put("fieldsKept", kept);
        json.put("fieldsLeftOut", leftOut);
        json.put("items", items);
        json.put("unread", unread);
        return json;
    }

    void print(Output output, boolean dryRun) {
        if (!items.isEmpty()) {
            output.table(
                    List.of("PROMPT", "OUTCOME", "VERSIONS", "LABELS"),
                    items.stream().map(ImportSummary::row).toList());
            output.line("");
        }
        items.forEach(item -> remarks(output, item));
        unread.forEach(it -> output.line("not read: " + it));
        tallies.forEach((thing, tally) -> output.line(sum(thing.equals("artifacts") ? "prompts" : thing, tally)));
        if (kept + leftOut > 0) {
            output.line("fields without a place of their own: " + kept + " kept in metadata, " + leftOut + " left out");
        }
        if (dryRun) {
            output.line("nothing was saved: this is a dry run");
        }
    }

    private static String sum(String thing, Map<String, Long> tally) {
        var parts = new ArrayList<String>();
        WORDS.forEach((field, word) -> {
            if (tally.getOrDefault(field, 0L) > 0) {
                parts.add(tally.get(field) + " " + word);
            }
        });
        return tally.get("read") + " " + thing + (parts.isEmpty() ? "" : " = " + String.join(" + ", parts));
    }

    private static List<String> row(JsonNode item) {
        return List.of(
                item.path("name").asString(""),
                item.path("outcome").asString("").replace('-', ' '),
                counts(item.path("versions")),
                counts(item.path("labels")));
    }

    private static String counts(JsonNode results) {
        var counts = new TreeMap<String, Integer>();
        results.forEach(it -> counts.merge(it.path("outcome").asString("").replace('-', ' '), 1, Integer::sum));
        var words = new ArrayList<String>();
        counts.forEach((word, count) -> words.add(count + " " + word));
        return words.isEmpty() ? "-" : String.join(", ", words);
    }

    private static void remarks(Output output, JsonNode item) {
        String name = item.path("name").asString("");
        if (item.path("reason").isString()) {
            output.line(name + ": " + item.path("reason").stringValue());
        }
        for (var version : item.path("versions")) {
            String at = name + " " + version.path("reference").asString("");
            if (version.path("outcome").asString("").equals("refused")) {
                output.line(at + ": refused, " + version.path("reason").asString(""));
            }
            fields(output, at + ": kept in metadata: ", version.path("kept"));
            fields(output, at + ": left out: ", version.path("leftOut"));
        }
        for (var label : item.path("labels")) {
            String outcome = label.path("outcome").asString("");
            if (outcome.equals("refused") || outcome.equals("skipped")) {
                output.line(name + " '" + label.path("label").asString("") + "': " + outcome + ", "
                        + label.path("reason").asString(""));
            }
        }
    }

    private static void fields(Output output, String words, JsonNode pointers) {
        if (!pointers.isEmpty()) {
            output.line(words
                    + String.join(
                            ", ",
                            pointers.valueStream().map(it -> it.asString("")).toList()));
        }
    }
}
