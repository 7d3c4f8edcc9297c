package stet.traces.masking;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/** Counts how often which rule applied. */
final class Hits {
    private final Map<String, Integer> byName = new TreeMap<>();
    private final Map<String, Integer> byKind = new TreeMap<>();

    void add(Rule rule, int times) {
        add(rule.name(), rule.kind(), times);
    }

    /** @param kind a word of few, fit to label a metric */
    void add(String name, String kind, int times) {
        if (times > 0) {
            byName.merge(name, times, Integer::sum);
            byKind.merge(kind, times, Integer::sum);
        }
    }

    void add(Hits others) {
        others.byName.forEach((name, times) -> byName.merge(name, times, Integer::sum));
        others.byKind.forEach((kind, times) -> byKind.merge(kind, times, Integer::sum));
    }

    boolean none() {
        return byName.isEmpty();
    }

    Map<String, Integer> byName() {
        return byName;
    }

    void tell(ObjIntConsumer<String> kinds) {
        byKind.forEach(kinds::accept);
    }
}
