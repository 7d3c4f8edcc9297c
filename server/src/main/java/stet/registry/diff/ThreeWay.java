package stet.registry.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Merges two changes of one value part by part: what only one changed is taken from them, what both changed alike is taken once. */
public final class ThreeWay {
    private final List<Merge.Conflict> conflicts = new ArrayList<>();

    private ThreeWay() {}

    public static Merge merge(JsonNode base, JsonNode mine, JsonNode theirs) {
        var merging = new ThreeWay();
        var content = merging.value("", base, mine, theirs);
        return new Merge(Objects.requireNonNull(content), List.copyOf(merging.conflicts));
    }

    /** Null is nothing there. */
    private @Nullable JsonNode value(
            String path, @Nullable JsonNode base, @Nullable JsonNode mine, @Nullable JsonNode theirs) {
        if (Objects.equals(mine, theirs) || Objects.equals(base, theirs)) {
            return mine;
        }
        if (Objects.equals(base, mine)) {
            return theirs;
        }
        if (base == null) {
            return mine != null && theirs != null && mine.isObject() && theirs.isObject()
                    ? object(path, Json.MAPPER.createObjectNode(), mine, theirs)
                    : conflict(path, null, mine, theirs);
        }
        if (mine == null || theirs == null) {
            return conflict(path, base, mine, theirs);
        }
        if (base.isObject() && mine.isObject() && theirs.isObject()) {
            return object(path, base, mine, theirs);
        }
        if (base.isArray() && mine.isArray() && theirs.isArray()) {
            return array(path, base, mine, theirs);
        }
        if (base.isString() && mine.isString() && theirs.isString()) {
            var lines = lines(base.stringValue(), mine.stringValue(), theirs.stringValue());
            if (lines.isPresent()) {
                return Json.MAPPER.getNodeFactory().stringNode(lines.get());
            }
        }
        return conflict(path, base, mine, theirs);
    }

    private @Nullable JsonNode conflict(
            String path, @Nullable JsonNode base, @Nullable JsonNode mine, @Nullable JsonNode theirs) {
        conflicts.add(new Merge.Conflict(path, base, mine, theirs));
        return mine;
    }

    private JsonNode object(String path, JsonNode base, JsonNode mine, JsonNode theirs) {
        var names = new LinkedHashSet<>(mine.propertyNames());
        names.addAll(theirs.propertyNames());
        names.addAll(base.propertyNames());
        var merged = Json.MAPPER.createObjectNode();
        for (String name : names) {
            var value = value(Change.child(path, name), base.get(name), mine.get(name), theirs.get(name));
            if (value != null) {
                merged.set(name, value);
            }
        }
        return merged;
    }

    /** Element by element along the old array; a conflict of the whole when both moved or replaced elements at one place. */
    private @Nullable JsonNode array(String path, JsonNode base, JsonNode mine, JsonNode theirs) {
        var my = Side.of(base, mine);
        var their = Side.of(base, theirs);
        if (my == null || their == null) {
            return reordered(path, base, mine, theirs);
        }
        int known = conflicts.size();
        var merged = Json.MAPPER.createArrayNode();
        for (int i = 0; i <= base.size(); i++) {
            var inserted = inserted(my.inserted().get(i), their.inserted().get(i));
            if (inserted.isEmpty()) {
                conflicts.subList(known, conflicts.size()).clear();
                return conflict(path, base, mine, theirs);
            }
            inserted.get().forEach(merged::add);
            if (i < base.size()) {
                var value = value(Change.child(path, merged.size()), base.get(i), my.at(mine, i), their.at(theirs, i));
                if (value != null) {
                    merged.add(value);
                }
            }
        }
        return merged;
    }

    /** Where one side only changed elements in their places, its changes follow them to where the other side put them. */
    private @Nullable JsonNode reordered(String path, JsonNode base, JsonNode mine, JsonNode theirs) {
        int[] my = Alignment.of(base, mine);
        int[] their = Alignment.of(base, theirs);
        boolean iStayed = isInPlace(my, base.size());
        if (!iStayed && !isInPlace(their, base.size())) {
            return conflict(path, base, mine, theirs);
        }
        int[] places = iStayed ? their : my;
        var moved = iStayed ? theirs : mine;
        var used = new boolean[base.size()];
        var merged = Json.MAPPER.createArrayNode();
        for (int i = 0; i < places.length; i++) {
            int was = places[i];
            if (was < 0) {
                merged.add(moved.get(i));
                continue;
            }
            used[was] = true;
            var value = value(
                    Change.child(path, i),
                    base.get(was),
                    iStayed ? mine.get(was) : mine.get(i),
                    iStayed ? theirs.get(i) : theirs.get(was));
            if (value != null) {
                merged.add(value);
            }
        }
        var stayed = iStayed ? mine : theirs;
        for (int i = 0; i < used.length; i++) {
            if (!used[i] && !stayed.get(i).equals(base.get(i))) {
                return conflict(path, base, mine, theirs);
            }
        }
        return merged;
    }

    private static boolean isInPlace(int[] matched, int size) {
        return matched.length == size
                && Arrays.equals(matched, IntStream.range(0, size).toArray());
    }

    /** What came between two elements; empty when both sides put different things there. */
    private static <T> Optional<List<T>> inserted(List<T> mine, List<T> theirs) {
        if (theirs.isEmpty() || mine.equals(theirs)) {
            return Optional.of(mine);
        }
        return mine.isEmpty() ? Optional.of(theirs) : Optional.empty();
    }

    /**
     * A changed array seen along the old one.
     *
     * @param now for each old element its place, or -1
     * @param inserted what came before each old element, and behind the last
     */
    private record Side(int[] now, List<List<JsonNode>> inserted) {
        /** Null when elements changed their order. */
        static @Nullable Side of(JsonNode base, JsonNode changed) {
            int[] matched = Alignment.of(base, changed);
            var now = new int[base.size()];
            Arrays.fill(now, -1);
            var inserted = new ArrayList<List<JsonNode>>();
            for (int i = 0; i <= base.size(); i++) {
                inserted.add(new ArrayList<>());
            }
            int behind = 0;
            for (int i = 0; i < matched.length; i++) {
                if (matched[i] < 0) {
                    inserted.get(behind).add(changed.get(i));
                } else if (matched[i] < behind) {
                    return null;
                } else {
                    now[matched[i]] = i;
                    behind = matched[i] + 1;
                }
            }
            return new Side(now, inserted);
        }

        @Nullable
        JsonNode at(JsonNode changed, int index) {
            return now[index] < 0 ? null : changed.get(now[index]);
        }
    }

    /** Line by line; empty when both changed the same or neighbouring lines. */
    private static Optional<String> lines(String base, String mine, String theirs) {
        var old = List.of(base.split("(?<=\n)", -1));
        var my = List.of(mine.split("(?<=\n)", -1));
        var their = List.of(theirs.split("(?<=\n)", -1));
        var myPlaces = places(old, my);
        var theirPlaces = places(old, their);
        var merged = new StringBuilder();
        int next = 0;
        int myNext = 0;
        int theirNext = 0;
        while (next <= old.size()) {
            int anchor = next;
            while (anchor < old.size() && (myPlaces[anchor] < 0 || theirPlaces[anchor] < 0)) {
                anchor++;
            }
            boolean end = anchor == old.size();
            var was = old.subList(next, anchor);
            var mineHere = my.subList(myNext, end ? my.size() : myPlaces[anchor]);
            var theirsHere = their.subList(theirNext, end ? their.size() : theirPlaces[anchor]);
            if (mineHere.equals(theirsHere) || theirsHere.equals(was)) {
                mineHere.forEach(merged::append);
            } else if (mineHere.equals(was)) {
                theirsHere.forEach(merged::append);
            } else {
                return Optional.empty();
            }
            if (end) {
                break;
            }
            merged.append(old.get(anchor));
            next = anchor + 1;
            myNext = myPlaces[anchor] + 1;
            theirNext = theirPlaces[anchor] + 1;
        }
        return Optional.of(merged.toString());
    }

    private static int[] places(List<String> old, List<String> changed) {
        int[] matched = Sequences.matches(old, changed);
        var places = new int[old.size()];
        Arrays.fill(places, -1);
        for (int i = 0; i < matched.length; i++) {
            if (matched[i] >= 0) {
                places[matched[i]] = i;
            }
        }
        return places;
    }
}
