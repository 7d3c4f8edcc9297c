package stet.releases;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.Version;
import stet.registry.diff.Change;
import stet.registry.diff.JsonDiff;
import tools.jackson.databind.JsonNode;

/** What is different between two releases, part by part, with the contents of what they pin. */
record ReleaseDiff(int from, int to, List<Part> parts) {
    /** Members that are compared member by member themselves. */
    private static final List<String> DEEPER = List.of("model", "parameters", "retrieval", "metadata");

    /** What became of a part. */
    enum Became {
        ADDED,
        REMOVED,
        CHANGED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A part that is different.
     *
     * @param path such as {@code steps.answer.prompt}, or {@code includes.prompt.shared/tone@latest} of what a prompt takes in
     * @param changes what is different inside two versions that are pinned; absent for anything else
     */
    record Part(
            String path,
            Became kind,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            @Nullable List<Change> changes) {}

    /**
     * A part of one release.
     *
     * @param pinned what kind of version it names; absent when it is none
     */
    private record Value(JsonNode json, @Nullable Kind pinned) {}

    static ReleaseDiff between(Version from, Version to, Versions versions) {
        var before = parts(from.content());
        var after = parts(to.content());
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        var different = new ArrayList<Part>();
        for (String path : paths) {
            var old = before.get(path);
            var now = after.get(path);
            if (old == null && now != null) {
                different.add(new Part(path, Became.ADDED, null, now.json(), null));
            } else if (old != null && now == null) {
                different.add(new Part(path, Became.REMOVED, old.json(), null, null));
            } else if (old != null && now != null && !old.json().equals(now.json())) {
                different.add(new Part(path, Became.CHANGED, old.json(), now.json(), inside(old, now, versions)));
            }
        }
        return new ReleaseDiff(from.number(), to.number(), different);
    }

    private static @Nullable List<Change> inside(Value old, Value now, Versions versions) {
        var kind = now.pinned();
        if (kind == null) {
            return null;
        }
        var before = content(kind, old.json(), versions);
        var after = content(kind, now.json(), versions);
        return before == null || after == null ? null : JsonDiff.between(before, after);
    }

    private static @Nullable JsonNode content(Kind kind, JsonNode pin, Versions versions) {
        return versions.find(
                        kind,
                        pin.path("name").asString(),
                        new Reference.Number(pin.path("version").asInt()))
                .map(Version::content)
                .orElse(null);
    }

    private static Map<String, Value> parts(JsonNode manifest) {
        var parts = new LinkedHashMap<String, Value>();
        for (var step : manifest.path("steps").properties()) {
            String at = "steps." + step.getKey() + ".";
            for (var member : step.getValue().properties()) {
                String name = member.getKey();
                switch (name) {
                    case "prompt" -> parts.put(at + name, new Value(member.getValue(), Kind.PROMPT));
                    case "guardrailPolicy" -> parts.put(at + name, new Value(member.getValue(), Kind.GUARDRAIL_POLICY));
                    case "tools" ->
                        member.getValue()
                                .forEach(it -> parts.put(
                                        at + "tools." + it.path("name").asString(), new Value(it, Kind.TOOL)));
                    default -> put(at + name, name, member.getValue(), parts);
                }
            }
        }
        for (var include : manifest.path("includes")) {
            var kind = Kind.of(include.path("kind").asString());
            var references = include.path("references")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
            String name = include.path("name").asString() + "@" + String.join(",", references);
            parts.put("includes." + kind + "." + name, new Value(include, kind));
        }
        for (String member : List.of("codeRevision", "metadata")) {
            if (manifest.has(member)) {
                put(member, member, manifest.path(member), parts);
            }
        }
        return parts;
    }

    private static void put(String path, String name, JsonNode value, Map<String, Value> parts) {
        if (!DEEPER.contains(name) || !value.isObject()) {
            parts.put(path, new Value(value, null));
            return;
        }
        for (var member : value.properties()) {
            put(path + "." + member.getKey(), member.getKey(), member.getValue(), parts);
        }
    }
}
