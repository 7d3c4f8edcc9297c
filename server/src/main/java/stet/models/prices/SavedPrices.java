package stet.models.prices;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.AuditTrail;
import stet.access.Caller;
import stet.access.Permission;
import stet.models.prices.SavedPrice.PriceChange;
import stet.models.prices.SavedPrice.What;
import stet.platform.Ids;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

/** The prices that people saved, and who changed them when and why. */
final class SavedPrices {
    static final int MOST = 5_000;
    static final int MAX_MESSAGE = 500;
    private static final int MOST_RECORDED = 20;

    private final Transactions<PriceStore> data;
    private final Prices prices;
    private final AuditTrail trail;
    private final InstantSource clock;
    private volatile List<SavedPrice> now = List.of();
    private long changes = -1;

    SavedPrices(Transactions<PriceStore> data, Prices prices, AuditTrail trail, InstantSource clock) {
        this.data = data;
        this.prices = prices;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What is to be saved.
     *
     * @param message why
     * @param endPrevious whether a price of the same provider and model that was saved for an earlier day ends where this one begins
     */
    record Wanted(Price price, @Nullable String message, boolean endPrevious) {}

    /** How many prices of a file were new, different or the same. */
    record ImportedPrices(int added, int changed, int unchanged) {}

    List<SavedPrice> all() {
        return now;
    }

    Optional<SavedPrice> find(UUID id) {
        return now.stream().filter(it -> it.id().equals(id)).findAny();
    }

    SavedPrice add(Caller caller, Wanted wanted) {
        return write(caller, wanted.message(), edit -> {
            var price = begun(wanted.price(), edit.today());
            if (wanted.endPrevious()) {
                edit.endPrevious(price);
            }
            return edit.put(new SavedPrice(Ids.next(), 1, price, edit.at, edit.by), What.ADDED);
        });
    }

    /** @param version what the caller looked at */
    SavedPrice change(Caller caller, UUID id, int version, Wanted wanted) {
        return write(caller, wanted.message(), edit -> {
            var before = edit.current(id, version);
            var from = before.price().validFrom();
            var price = begun(wanted.price(), from == null ? edit.today() : from);
            if (price.equals(before.price())) {
                return before;
            }
            if (wanted.endPrevious()) {
                edit.endPrevious(price);
            }
            return edit.put(before.changed(price, edit.at, edit.by), What.CHANGED);
        });
    }

    /** Ends a price: from this day on it is no longer valid. One that has not begun by then is withdrawn. */
    void end(Caller caller, UUID id, int version, Optional<LocalDate> day, @Nullable String message) {
        write(caller, message, edit -> {
            var before = edit.current(id, version);
            var price = before.price();
            var last = day.orElse(edit.today());
            var until = price.validTo();
            if (until != null && !last.isBefore(until)) {
                throw new Problem.Conflict(price.name() + " is valid only until " + until + " as it is");
            }
            if (!price.since().isBefore(last)) {
                edit.withdraw(before);
            } else {
                edit.put(before.changed(price.during(price.validFrom(), last), edit.at, edit.by), What.ENDED);
            }
            return before;
        });
    }

    /** Saves all prices of a file or none. One that is saved for the same provider, model and first day is replaced. */
    ImportedPrices bring(Caller caller, PriceFile file, boolean endPrevious, @Nullable String message) {
        return write(caller, message, edit -> {
            int added = 0;
            int changed = 0;
            for (var each : file.prices()) {
                var price = begun(each, LocalDate.EPOCH);
                var before = edit.same(price);
                if (before.isPresent() && before.get().price().equals(price)) {
                    continue;
                }
                if (endPrevious) {
                    edit.endPrevious(price);
                }
                if (before.isPresent()) {
                    edit.put(before.get().changed(price, edit.at, edit.by), What.CHANGED);
                    changed++;
                } else {
                    edit.put(new SavedPrice(Ids.next(), 1, price, edit.at, edit.by), What.ADDED);
                    added++;
                }
            }
            return new ImportedPrices(added, changed, file.prices().size() - added - changed);
        });
    }

    List<PriceChange> changes(Scope installation, Optional<UUID> price, Optional<UUID> before, int limit) {
        return data.read(installation, store -> store.changes(price, before, limit));
    }

    /** Takes over what other processes changed. */
    synchronized void reload(Scope installation) {
        data.read(installation, store -> {
            long found = store.changes();
            if (found != changes) {
                now = store.all();
                prices.save(now.stream().map(SavedPrice::price).toList());
                changes = found;
            }
            return found;
        });
    }

    private static Price begun(Price price, LocalDate otherwise) {
        return price.validFrom() == null ? price.during(otherwise, price.validTo()) : price;
    }

    private interface Work<R> {
        R on(Edit edit);
    }

    private <R> R write(Caller caller, @Nullable String message, Work<R> work) {
        var scope = caller.mayEverywhere(Permission.MANAGE_PRICES);
        if (message != null && message.length() > MAX_MESSAGE) {
            throw Problem.Invalid.field(
                    "message", "has " + message.length() + " characters; the most is " + MAX_MESSAGE);
        }
        var why = message == null || message.isBlank() ? null : message.strip();
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var changes = new ArrayList<PriceChange>();
        var result = data.write(scope, store -> {
            var edit = new Edit(store, at, caller.name(), why);
            var done = work.on(edit);
            edit.check();
            changes.clear();
            changes.addAll(edit.changes);
            return done;
        });
        reload(scope);
        record(caller, changes);
        return result;
    }

    private void record(Caller caller, List<PriceChange> changes) {
        if (changes.size() > MOST_RECORDED) {
            trail.add(caller, "prices changed", changes.size() + " prices");
        } else {
            changes.forEach(it ->
                    trail.add(caller, "price " + it.what().word(), it.price().name()));
        }
    }

    /** The prices while one transaction changes them. */
    private static final class Edit {
        private final PriceStore store;
        private final Instant at;
        private final String by;
        private final @Nullable String message;
        private final List<PriceChange> changes = new ArrayList<>();
        private final LinkedHashMap<UUID, SavedPrice> prices = new LinkedHashMap<>();

        Edit(PriceStore store, Instant at, String by, @Nullable String message) {
            this.store = store;
            this.at = at;
            this.by = by;
            this.message = message;
            store.all().forEach(each -> prices.put(each.id(), each));
        }

        LocalDate today() {
            return LocalDate.ofInstant(at, ZoneOffset.UTC);
        }

        SavedPrice current(UUID id, int version) {
            var found = prices.get(id);
            if (found == null) {
                throw new Problem.NotFound("saved price", id);
            }
            if (found.version() != version) {
                throw new Problem.Conflict("the price of " + found.price().name() + " is at version " + found.version()
                        + ", not " + version + ": " + found.changedBy() + " changed it at " + found.changedAt()
                        + "; look at it again, then repeat your change");
            }
            return found;
        }

        Optional<SavedPrice> same(Price price) {
            return prices.values().stream()
                    .filter(it -> it.price().name().equalsIgnoreCase(price.name())
                            && it.price().since().equals(price.since()))
                    .findFirst();
        }

        SavedPrice put(SavedPrice saved, What what) {
            prices.put(saved.id(), saved);
            store.save(saved);
            note(saved, what);
            return saved;
        }

        void withdraw(SavedPrice saved) {
            prices.remove(saved.id());
            store.remove(saved.id());
            note(saved, What.WITHDRAWN);
        }

        void endPrevious(Price next) {
            for (var each : new ArrayList<>(prices.values())) {
                var price = each.price();
                if (price.name().equalsIgnoreCase(next.name())
                        && price.since().isBefore(next.since())
                        && price.validOn(next.since())) {
                    put(each.changed(price.during(price.validFrom(), next.validFrom()), at, by), What.ENDED);
                }
            }
        }

        void check() {
            if (prices.size() > MOST) {
                throw new Problem.Conflict("there would be " + prices.size() + " saved prices, the most is " + MOST
                        + ": put the rest into the file that STET_PRICES names");
            }
            Overlaps.refuse(prices.values().stream().map(SavedPrice::price).toList());
        }

        private void note(SavedPrice saved, What what) {
            var change = new PriceChange(Ids.next(), saved.id(), saved.version(), what, saved.price(), at, by, message);
            store.note(change);
            changes.add(change);
        }
    }
}
