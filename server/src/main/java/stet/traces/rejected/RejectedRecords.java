package stet.traces.rejected;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import stet.platform.Ids;
import stet.platform.Notices;
import stet.platform.Notices.Topic;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

/** What could not be stored, with its reason: listed, sent again, discarded. The newest of each project are kept. */
public final class RejectedRecords {
    static final int MOST = 10_000;
    static final int MOST_BYTES = 256 * 1024;
    /** What the store refuses is a fault here, so that as much of it is kept as can come in. */
    static final int MOST_BYTES_OF_STORE = 64 * 1024 * 1024;

    public static final String STORE = "store";
    private static final int MOST_REASON = 1_000;
    private static final int PAGE = 200;
    private static final int REASONS = 10;

    /** What came of sending again: how many are stored now, how many stay on the list, and why. */
    public record Replayed(int stored, int rejected, List<String> reasons) {}

    private final Transactions<RejectedStore> data;
    private final Notices notices;
    private final InstantSource clock;
    private final Map<String, Replay> replays = new ConcurrentHashMap<>();

    RejectedRecords(Transactions<RejectedStore> data, Notices notices, InstantSource clock) {
        this.data = data;
        this.notices = notices;
        this.clock = clock;
    }

    /** Says how records of a source are sent again. */
    public void replayedBy(String source, Replay replay) {
        replays.put(source, replay);
    }

    /** How many a project has, and what their payloads take. */
    public record Held(long records, long bytes) {}

    public Held held(Scope.InProject scope) {
        return data.read(scope, RejectedStore::held);
    }

    /** Those whose payload is of a kind, by id. */
    public List<UUID> holding(Scope.InProject scope, Predicate<byte[]> kind) {
        var found = new ArrayList<UUID>();
        UUID before = null;
        for (var page = page(scope, null, null, PAGE); !page.isEmpty(); page = page(scope, before, null, PAGE)) {
            page.stream()
                    .map(RejectedRecord::id)
                    .filter(id -> kind.test(get(scope, id).payload()))
                    .forEach(found::add);
            before = page.getLast().id();
        }
        return found;
    }

    /** Discards records without asking whether they are still there. */
    public void discard(Scope.InProject scope, List<UUID> ids) {
        data.change(scope, store -> ids.forEach(store::remove));
        changed(scope);
    }

    /** Puts records on the list; on disk when this returns. */
    public void keep(Scope.InProject scope, List<Rejection> rejections) {
        data.change(scope, store -> {
            rejections.forEach(it -> store.add(record(it), payload(it)));
            store.keepNewest(MOST);
        });
        changed(scope);
    }

    List<RejectedRecord> page(Scope.InProject scope, @Nullable UUID before, @Nullable String source, int limit) {
        return data.read(scope, store -> store.page(before, source, limit));
    }

    /** A record with its payload as it was sent, which may have been cut. */
    record Whole(RejectedRecord record, byte[] payload) {}

    Whole get(Scope.InProject scope, UUID id) {
        var stored = data.read(scope, store -> store.find(id))
                .orElseThrow(() -> new Problem.NotFound("rejected record", id));
        return new Whole(stored.record(), Base64.getDecoder().decode(stored.payload()));
    }

    Replayed replay(Scope.InProject scope, UUID id) {
        var found = get(scope, id);
        if (!found.record().whole()) {
            throw new Problem.Conflict(
                    "this record was not kept whole, because it was too large or its project has masking rules, so it cannot be sent again");
        }
        var reasons = again(scope, found);
        return new Replayed(reasons.isEmpty() ? 1 : 0, reasons.isEmpty() ? 0 : 1, reasons);
    }

    /** Sends all again that were there when it began, oldest last. */
    Replayed replayAll(Scope.InProject scope, @Nullable String source) {
        int stored = 0;
        int rejected = 0;
        Set<String> reasons = new LinkedHashSet<>();
        UUID before = null;
        for (var page = page(scope, null, source, PAGE); !page.isEmpty(); page = page(scope, before, source, PAGE)) {
            for (var record : page) {
                var why = record.whole() ? again(scope, get(scope, record.id())) : List.of("it was not kept whole");
                stored += why.isEmpty() ? 1 : 0;
                rejected += why.isEmpty() ? 0 : 1;
                reasons.addAll(why);
            }
            before = page.getLast().id();
        }
        return new Replayed(stored, rejected, reasons.stream().limit(REASONS).toList());
    }

    void discard(Scope.InProject scope, UUID id) {
        if (data.<Integer>write(scope, store -> store.remove(id)) == 0) {
            throw new Problem.NotFound("rejected record", id);
        }
        changed(scope);
    }

    int discardAll(Scope.InProject scope, @Nullable String source) {
        int discarded = data.<Integer>write(scope, store -> store.removeAll(source));
        changed(scope);
        return discarded;
    }

    private List<String> again(Scope.InProject scope, Whole found) {
        var record = found.record();
        var replay = replays.get(record.source());
        if (replay == null) {
            return List.of("nothing in this server takes records of '" + record.source() + "'");
        }
        List<String> reasons = new ArrayList<>();
        try {
            reasons.addAll(replay.again(
                    scope, new Rejection(record.source(), record.reason(), record.format(), found.payload())));
        } catch (Problem.Invalid | Problem.TooLarge still) {
            reasons.add(still.detail());
        }
        if (reasons.isEmpty()) {
            data.change(scope, store -> store.remove(record.id()));
            changed(scope);
        }
        return reasons;
    }

    private void changed(Scope.InProject scope) {
        notices.changed(scope.projectId(), Topic.REJECTED);
    }

    private RejectedRecord record(Rejection it) {
        String reason = it.reason().length() > MOST_REASON ? it.reason().substring(0, MOST_REASON) : it.reason();
        return new RejectedRecord(
                Ids.next(),
                clock.instant(),
                it.source(),
                storable(reason),
                it.format(),
                it.bytes(),
                it.bytes() <= most(it) && it.payload().length == it.bytes());
    }

    private static int most(Rejection it) {
        return it.source().equals(STORE) ? MOST_BYTES_OF_STORE : MOST_BYTES;
    }

    private static String payload(Rejection it) {
        byte[] kept = it.payload().length <= most(it) ? it.payload() : Arrays.copyOf(it.payload(), MOST_BYTES);
        return Base64.getEncoder().encodeToString(kept);
    }

    private static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '?');
    }
}
