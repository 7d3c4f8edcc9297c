package stet.traces.masking;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.AuditTrail;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;
import stet.traces.Masked;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.SpanSource;
import tools.jackson.databind.JsonNode;

/** Keeps the masking rules of projects. */
final class MaskingRules {
    private final Transactions<MaskingStore> data;
    private final Transactions<MaskingStore.AllStore> all;
    private final AuditTrail audit;
    private final Scope.InInstallation everywhere;
    private final Masks masks;
    private final InstantSource clock;

    MaskingRules(
            Transactions<MaskingStore> data,
            Transactions<MaskingStore.AllStore> all,
            AuditTrail audit,
            Scope.InInstallation everywhere,
            Masks masks,
            InstantSource clock) {
        this.data = data;
        this.all = all;
        this.audit = audit;
        this.everywhere = everywhere;
        this.masks = masks;
        this.clock = clock;
    }

    /**
     * The rules of a project.
     *
     * @param version from 1, one more with each change; 0 when none were ever saved
     */
    record SavedMasking(
            int version,
            List<MaskingRule> rules,
            @Nullable Instant updatedAt,
            @Nullable String updatedBy) {
        static SavedMasking of(MaskingStore.Row row) {
            return new SavedMasking(
                    row.version(),
                    row.rules().stream().map(MaskingRule::of).toList(),
                    row.updatedAt(),
                    row.updatedBy());
        }
    }

    SavedMasking get(Caller caller, String project) {
        return data.read(caller.may(Permission.READ_TRACES, project), MaskingStore::find)
                .map(SavedMasking::of)
                .orElseGet(() -> new SavedMasking(0, List.of(), null, null));
    }

    /**
     * Replaces the rules; they hold in this process when this returns.
     *
     * @param version the one that was changed; a conflict when someone saved another since
     * @param address where the request came from
     */
    SavedMasking put(Caller caller, String project, int version, List<Rule> rules, @Nullable String address) {
        var scope = caller.may(Permission.MANAGE_MASKING, project);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var saved = data.write(scope, store -> {
            var before = store.find();
            int actual = before.map(MaskingStore.Row::version).orElse(0);
            if (actual != version) {
                throw new Problem.Conflict("the masking rules were changed"
                        + before.map(it -> " by " + it.updatedBy()).orElse("") + " since: they are at version "
                        + actual + ", the change is of version " + version + "; look at them and change them again");
            }
            var row = new MaskingStore.Row(scope.projectId(), version + 1, rules, now, caller.name());
            store.save(row);
            return row;
        });
        reload();
        audit.add(caller, project, "masking changed", subject(saved), address);
        return SavedMasking.of(saved);
    }

    private static String subject(MaskingStore.Row row) {
        return "version " + row.version() + ": "
                + (row.rules().isEmpty()
                        ? "no rules"
                        : String.join(", ", row.rules().stream().map(Rule::name).toList()));
    }

    /** Reads what was changed, also by other processes. One at a time: what was read before never replaces what was read after. */
    synchronized void reload() {
        if (!all.read(everywhere, MaskingStore.AllStore::versions).equals(masks.versions())) {
            masks.use(all.read(everywhere, MaskingStore.AllStore::rows));
        }
    }

    /** What would be stored of a content and attributes. */
    record TriedMasking(
            @Nullable JsonNode content,
            @Nullable JsonNode attributes,
            Map<String, Integer> hits,
            @Nullable JsonNode cut) {}

    /** Tries rules out on a content; nothing is kept. */
    TriedMasking attempt(
            Caller caller,
            String project,
            List<Rule> rules,
            @Nullable JsonNode content,
            @Nullable JsonNode attributes) {
        UUID id = caller.may(Permission.MANAGE_MASKING, project).projectId();
        var span = new Span(
                "trial",
                "trial",
                null,
                "trial",
                SpanKind.SPAN,
                SpanSource.OTLP,
                Instant.EPOCH,
                Instant.EPOCH,
                Span.SpanStatus.OK,
                null,
                Span.Dimensions.NONE,
                content,
                null,
                null,
                null,
                false,
                false,
                attributes,
                null,
                List.of());
        var mask = masks.compiled(id, rules);
        var hits = new Hits();
        var left = mask == null ? span : mask.mask(span, hits);
        var noted = left.attributes();
        return new TriedMasking(left.input(), Masked.without(noted), hits.byName(), Masked.cut(noted));
    }
}
