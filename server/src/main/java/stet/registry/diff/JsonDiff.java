package stet.registry.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import stet.registry.diff.Change.Sort;
import tools.jackson.databind.JsonNode;

/**
 * What is different between two JSON values: members by name, elements of arrays by what they are rather than by where they are, texts
 * word by word. {@link #apply} leads from the old value to the new one.
 */
public final class JsonDiff {
    private final List<Change> changes = new ArrayList<>();

    private JsonDiff() {}

    /** The changes that lead from one value to the other, outermost first; none between equal values. */
    public static List<Change> between(JsonNode from, JsonNode to) {
        var diff = new JsonDiff();
        diff.compare("", "", from, to);
        return List.copyOf(diff.changes);
    }

    /** The new value, from the old one and what is different. */
    public static JsonNode apply(JsonNode from, List<Change> changes) {
        var byPath = new HashMap<String, List<Change>>();
        var removed = new HashMap<String, List<Change>>();
        for (Change change : changes) {
            (change.kind() == Sort.REMOVED ? removed : byPath)
                    .computeIfAbsent(change.path(), _ -> new ArrayList<>())
                    .add(change);
        }
        return new Application(byPath, removed.keySet()).at("", "", from);
    }

    private void compare(String fromPath, String path, JsonNode from, JsonNode to) {
        if (from.equals(to)) {
            return;
        }
        if (from.isObject() && to.isObject()) {
            objects(fromPath, path, from, to);
        } else if (from.isArray() && to.isArray()) {
            arrays(fromPath, path, from, to);
        } else {
            var text = from.isString() && to.isString() ? TextDiff.between(from.stringValue(), to.stringValue()) : null;
            changes.add(new Change(path, other(fromPath, path), Sort.CHANGED, from, to, text));
        }
    }

    private void objects(String fromPath, String path, JsonNode from, JsonNode to) {
        for (var member : from.properties()) {
            if (!to.has(member.getKey())) {
                changes.add(removed(Change.child(fromPath, member.getKey()), member.getValue()));
            }
        }
        for (var member : to.properties()) {
            var old = from.get(member.getKey());
            var at = Change.child(path, member.getKey());
            if (old == null) {
                changes.add(new Change(at, null, Sort.ADDED, null, member.getValue(), null));
            } else {
                compare(Change.child(fromPath, member.getKey()), at, old, member.getValue());
            }
        }
    }

    private void arrays(String fromPath, String path, JsonNode from, JsonNode to) {
        int[] matched = Alignment.of(from, to);
        var inOrder = Alignment.inOrder(matched);
        var gone = new boolean[from.size()];
        Arrays.fill(gone, true);
        for (int old : matched) {
            if (old >= 0) {
                gone[old] = false;
            }
        }
        for (int i = 0; i < gone.length; i++) {
            if (gone[i]) {
                changes.add(removed(Change.child(fromPath, i), from.get(i)));
            }
        }
        for (int i = 0; i < matched.length; i++) {
            var at = Change.child(path, i);
            if (matched[i] < 0) {
                changes.add(new Change(at, null, Sort.ADDED, null, to.get(i), null));
                continue;
            }
            var was = Change.child(fromPath, matched[i]);
            if (!inOrder.get(i)) {
                changes.add(new Change(at, was, Sort.MOVED, null, null, null));
            }
            compare(was, at, from.get(matched[i]), to.get(i));
        }
    }

    private static Change removed(String path, JsonNode before) {
        return new Change(path, null, Sort.REMOVED, before, null, null);
    }

    private static @Nullable String other(String fromPath, String path) {
        return fromPath.equals(path) ? null : fromPath;
    }

    private record Application(Map<String, List<Change>> byPath, Set<String> removed) {
        JsonNode at(String fromPath, String path, JsonNode value) {
            for (Change change : byPath.getOrDefault(path, List.of())) {
                if (change.kind() == Sort.CHANGED) {
                    return Objects.requireNonNull(change.after());
                }
            }
            if (value.isObject()) {
                return object(fromPath, path, value);
            }
            return value.isArray() ? array(fromPath, path, value) : value;
        }

        private JsonNode object(String fromPath, String path, JsonNode from) {
            var to = Json.MAPPER.createObjectNode();
            for (var member : from.properties()) {
                var was = Change.child(fromPath, member.getKey());
                if (!removed.contains(was)) {
                    to.set(member.getKey(), at(was, Change.child(path, member.getKey()), member.getValue()));
                }
            }
            byPath.forEach((at, changes) -> changes.stream()
                    .filter(it -> it.kind() == Sort.ADDED && isChild(path, at))
                    .forEach(it -> to.set(name(at), it.after())));
            return to;
        }

        private JsonNode array(String fromPath, String path, JsonNode from) {
            var staying = new ArrayList<Integer>();
            for (int i = 0; i < from.size(); i++) {
                if (!removed.contains(Change.child(fromPath, i))) {
                    staying.add(i);
                }
            }
            var moved = new HashMap<Integer, Integer>();
            var added = new HashMap<Integer, JsonNode>();
            byPath.forEach((at, changes) -> changes.stream()
                    .filter(_ -> isChild(path, at))
                    .forEach(it -> {
                        int index = isIndex(name(at)) ? Integer.parseInt(name(at)) : -1;
                        if (it.kind() == Sort.ADDED) {
                            added.put(index, Objects.requireNonNull(it.after()));
                        } else if (it.kind() == Sort.MOVED) {
                            moved.put(index, Integer.parseInt(name(Objects.requireNonNull(it.from()))));
                        }
                    }));
            staying.removeAll(moved.values());
            var to = Json.MAPPER.createArrayNode();
            int size = staying.size() + moved.size() + added.size();
            int next = 0;
            for (int i = 0; i < size; i++) {
                var fresh = added.get(i);
                if (fresh != null) {
                    to.add(fresh);
                    continue;
                }
                int was = moved.containsKey(i) ? moved.get(i) : staying.get(next++);
                to.add(at(Change.child(fromPath, was), Change.child(path, i), from.get(was)));
            }
            return to;
        }

        private static boolean isChild(String path, String at) {
            return at.length() > path.length() && at.startsWith(path + "/") && at.lastIndexOf('/') == path.length();
        }

        private static boolean isIndex(String name) {
            return !name.isEmpty() && name.length() <= 9 && name.chars().allMatch(it -> it >= '0' && it <= '9');
        }

        private static String name(String path) {
            return path.substring(path.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
        }
    }
}
