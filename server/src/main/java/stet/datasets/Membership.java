package stet.datasets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stet.platform.http.Problem;
import stet.registry.canonical.CanonicalJson;

/** Which cases a version has, in order, and what a change makes of them. */
final class Membership {
    static final int MOST_CASES = 100_000;

    /** Where a case stands, and what it says. */
    record Standing(int position, String digest) {}

    /** A case to be written. */
    record Written(DatasetCase item, int position, CaseFields.Kept content) {}

    private final Map<String, Standing> cases;
    private final List<Written> written = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private int added;
    private int changed;
    private int removed;

    Membership(Map<String, Standing> now) {
        cases = new LinkedHashMap<>(now);
    }

    void apply(DatasetChange change) {
        int next = cases.values().stream().mapToInt(Standing::position).max().orElse(0) + 1;
        var put = new HashSet<String>();
        for (var item : change.put()) {
            if (!put.add(item.id())) {
                throw Problem.Invalid.field("put", "names the case '" + item.id() + "' twice");
            }
            var content = CaseFields.kept(item);
            var before = cases.get(item.id());
            if (before != null && before.digest().equals(content.digest())) {
                continue;
            }
            int position = before == null ? next++ : before.position();
            if (before == null) {
                added++;
            } else {
                changed++;
                closed.add(item.id());
            }
            cases.put(item.id(), new Standing(position, content.digest()));
            written.add(new Written(item, position, content));
        }
        var going = new HashSet<>(change.remove());
        if (change.replaceAll()) {
            cases.keySet().stream().filter(it -> !put.contains(it)).forEach(going::add);
        }
        for (var id : going) {
            if (put.contains(id)) {
                throw Problem.Invalid.field("remove", "names the case '" + id + "', which is put too");
            }
            if (cases.remove(id) == null) {
                throw Problem.Invalid.field("remove", "there is no case '" + id + "' in the newest version");
            }
            removed++;
            closed.add(id);
        }
        if (cases.size() > MOST_CASES) {
            throw new Problem.Invalid("the dataset would have " + cases.size() + " cases; at most " + MOST_CASES
                    + ". Split it, or import a sample");
        }
    }

    boolean isUnchanged() {
        return written.isEmpty() && closed.isEmpty();
    }

    String digest() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            cases.forEach((id, standing) ->
                    sha.update((id + "\t" + standing.digest() + "\n").getBytes(StandardCharsets.UTF_8)));
            return CanonicalJson.SHA_256 + HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    List<Written> written() {
        return written;
    }

    /** The ids of cases that do not stand any more as they did. */
    List<String> closed() {
        return closed;
    }

    int size() {
        return cases.size();
    }

    int added() {
        return added;
    }

    int changed() {
        return changed;
    }

    int removed() {
        return removed;
    }
}
