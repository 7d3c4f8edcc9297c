package stet.client.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entries in memory: so many at most, the longest unused goes first. */
final class Entries {
    private final int most;
    private final Map<String, Entry> byQuery = new LinkedHashMap<>(16, 0.75f, true);

    Entries(int most) {
        this.most = most;
    }

    synchronized Entry of(String query) {
        var entry = byQuery.computeIfAbsent(query, Entry::new);
        if (byQuery.size() > most) {
            var oldest = byQuery.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return entry;
    }

    /** Last used first. */
    synchronized List<Entry> recent() {
        var all = new ArrayList<>(byQuery.values());
        Collections.reverse(all);
        return all;
    }
}
