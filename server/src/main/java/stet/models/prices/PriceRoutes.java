package stet.models.prices;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.access.Permission;
import stet.models.JsonFault;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import tools.jackson.core.JacksonException;

/** {@code /api/v1/prices}. */
record PriceRoutes(SavedPrices saved, Prices prices, Callers callers, Supplier<Instant> now) {
    private static final String PRICES = "/api/v1/prices";
    private static final String FILE = "/api/v1/price-file";
    private static final int MAX_FILE = 8 * 1024 * 1024;
    private static final Comparator<ListedPrice> ORDER = Comparator.comparing(ListedPrice::origin)
            .thenComparing(it -> it.price().name().toLowerCase(Locale.ROOT))
            .thenComparing(it -> it.price().since(), Comparator.reverseOrder())
            .thenComparing(ListedPrice::priceVersion);

    /**
     * A price and where it stands.
     *
     * @param id of a saved one, as are {@code version}, {@code changedAt} and {@code changedBy}
     * @param priceVersion what calls are said to be priced with that it was used for
     * @param inForce whether it is valid today
     */
    record ListedPrice(
            PriceTable.Origin origin,
            Price price,
            String priceVersion,
            boolean inForce,
            @Nullable UUID id,
            @Nullable Integer version,
            @Nullable Instant changedAt,
            @Nullable String changedBy) {}

    record PriceList(
            List<ListedPrice> items, int total, @Nullable String nextCursor) {}

    record PriceToSave(
            Price price,
            @Nullable Integer version,
            @Nullable String message,
            @Nullable Boolean endPrevious) {
        PriceToSave {
            JsonFault.require(price, "'price' is missing");
        }

        SavedPrices.Wanted wanted() {
            return new SavedPrices.Wanted(price, message, Boolean.TRUE.equals(endPrevious));
        }
    }

    record PriceChanges(
            List<SavedPrice.PriceChange> items, @Nullable String nextCursor) {}

    void declare(Api api) {
        api.get(
                        PRICES,
                        "What tokens cost: saved prices, those of the operator's file, and the built-in ones, each by name")
                .tag("prices")
                .query("q", String.class, "a part of the provider, the model or an alias")
                .query("origin", String.class, "'saved', 'file' or 'built-in'; all unless said")
                .query("on", String.class, "only those valid on this day, such as 2026-11-23")
                .query("limit", Integer.class, "1 to 1000; 200 unless said")
                .query("cursor", String.class, "the 'nextCursor' of the page before")
                .answers(200, PriceList.class)
                .by(this::list);
        api.post(PRICES, "Save a price; it goes before the file's and the built-in one")
                .tag("prices")
                .takes(PriceToSave.class)
                .answers(201, ListedPrice.class)
                .by(call -> Answer.created(listed(saved.add(
                        callers.of(call), read(call, PriceToSave.class).wanted()))));
        api.get(PRICES + "/{id}", "One saved price")
                .tag("prices")
                .answers(200, ListedPrice.class)
                .by(call -> {
                    callers.of(call);
                    var id = id(call);
                    return Answer.ok(listed(saved.find(id).orElseThrow(() -> new Problem.NotFound("saved price", id))));
                });
        api.put(PRICES + "/{id}", "Change a saved price, if nobody has since the version named")
                .tag("prices")
                .takes(PriceToSave.class)
                .answers(200, ListedPrice.class)
                .by(this::change);
        api.delete(PRICES + "/{id}", "End a saved price; one that has not begun by then is withdrawn")
                .tag("prices")
                .query("version", Integer.class, "the version that was looked at")
                .query("on", String.class, "the first day it is no longer valid (UTC); today unless said")
                .query("message", String.class, "why")
                .answers(204, Void.class)
                .by(this::end);
        api.get("/api/v1/price-changes", "Who changed which saved price when and why, newest first")
                .tag("prices")
                .query("price", String.class, "the id of one price; all unless said")
                .query("limit", Integer.class, "1 to 500; 100 unless said")
                .query("cursor", String.class, "the 'nextCursor' of the page before")
                .answers(200, PriceChanges.class)
                .by(this::changes);
        api.get(FILE, "The saved prices as a file that can be imported elsewhere or named in STET_PRICES")
                .tag("prices")
                .answers(200, PriceFile.class)
                .by(call -> {
                    callers.of(call);
                    return Answer.ok(new PriceFile(
                            "saved in stet, exported " + today(),
                            PriceFile.UNIT,
                            null,
                            saved.all().stream().map(SavedPrice::price).toList()));
                });
        api.post(FILE, "Save all prices of a file, or none")
                .tag("prices")
                .bodyLimit(MAX_FILE)
                .query(
                        "endPrevious",
                        Boolean.class,
                        "whether saved prices of the same name end where the file's begin; true unless said")
                .query("message", String.class, "why")
                .takes(PriceFile.class)
                .answers(200, SavedPrices.ImportedPrices.class)
                .by(call -> Answer.ok(saved.bring(
                        callers.of(call),
                        read(call, PriceFile.class),
                        !call.query("endPrevious").equals(Optional.of("false")),
                        call.query("message").orElse(null))));
    }

    private Answer list(Call call) {
        callers.of(call);
        var words =
                call.query("q").map(it -> it.strip().toLowerCase(Locale.ROOT)).orElse("");
        var origin = call.query("origin").map(PriceRoutes::origin);
        var on = day(call, "on");
        var found = new ArrayList<>(all().stream()
                .filter(it -> origin.isEmpty() || origin.get() == it.origin)
                .filter(it -> on.isEmpty() || it.price.validOn(on.get()))
                .filter(it -> it.price.name().toLowerCase(Locale.ROOT).contains(words)
                        || it.price.names().stream().anyMatch(name -> name.contains(words)))
                .sorted(ORDER)
                .toList());
        int limit = call.queryInt("limit", 200, 1, 1000);
        int begin = call.queryInt("cursor", 0, 0, 1_000_000);
        var page = found.stream().skip(begin).limit(limit).toList();
        int end = begin + page.size();
        return Answer.ok(new PriceList(page, found.size(), end < found.size() ? String.valueOf(end) : null));
    }

    /** Entries of the table in use, joined with who saved them. */
    private List<ListedPrice> all() {
        var byPrice = new HashMap<Price, SavedPrice>();
        saved.all().forEach(each -> byPrice.put(each.price(), each));
        return prices.entries().stream()
                .map(it -> listed(it, it.origin() == PriceTable.Origin.SAVED ? byPrice : Map.of()))
                .toList();
    }

    private ListedPrice listed(PriceTable.Entry entry, Map<Price, SavedPrice> byPrice) {
        var found = byPrice.get(entry.price());
        return found == null
                ? new ListedPrice(
                        entry.origin(),
                        entry.price(),
                        entry.version(),
                        entry.price().validOn(today()),
                        null,
                        null,
                        null,
                        null)
                : listed(found);
    }

    private ListedPrice listed(SavedPrice it) {
        return new ListedPrice(
                PriceTable.Origin.SAVED,
                it.price(),
                PriceFile.digest(it.price()) + " " + it.price().name(),
                it.price().validOn(today()),
                it.id(),
                it.version(),
                it.changedAt(),
                it.changedBy());
    }

    private Answer change(Call call) {
        var caller = callers.of(call);
        var asked = read(call, PriceToSave.class);
        if (asked.version() == null) {
            throw Problem.Invalid.field("version", "is missing; it is the version that was changed");
        }
        return Answer.ok(listed(saved.change(caller, id(call), asked.version(), asked.wanted())));
    }

    private Answer end(Call call) {
        var caller = callers.of(call);
        int version = call.queryInt("version", 0, 0, Integer.MAX_VALUE);
        if (version == 0) {
            throw Problem.Invalid.field("version", "is missing; it is the version that was looked at");
        }
        saved.end(
                caller,
                id(call),
                version,
                day(call, "on"),
                call.query("message").orElse(null));
        return Answer.none();
    }

    private Answer changes(Call call) {
        var installation = callers.of(call).mayEverywhere(Permission.MANAGE_PRICES);
        int limit = call.queryInt("limit", 100, 1, 500);
        var found = saved.changes(
                installation,
                call.query("price").map(text -> uuid("price", text)),
                call.query("cursor").map(text -> uuid("cursor", text)),
                limit + 1);
        return Answer.ok(
                found.size() <= limit
                        ? new PriceChanges(found, null)
                        : new PriceChanges(
                                found.subList(0, limit),
                                found.get(limit - 1).id().toString()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now.get(), ZoneOffset.UTC);
    }

    private static <T> T read(Call call, Class<T> type) {
        try {
            T body = PriceFile.strict(type).readValue(call.body());
            if (body == null) {
                throw new Problem.Invalid("the body is null; a JSON object is expected");
            }
            return body;
        } catch (JacksonException e) {
            throw new Problem.Invalid(JsonFault.of(e));
        }
    }

    private static PriceTable.Origin origin(String word) {
        for (var origin : PriceTable.Origin.values()) {
            if (origin.word().equals(word)) {
                return origin;
            }
        }
        throw Problem.Invalid.field("origin", "'" + word + "' is none of saved, file, built-in");
    }

    private static Optional<LocalDate> day(Call call, String name) {
        return call.query(name).map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw Problem.Invalid.field(name, "'" + text + "' is not a day such as 2026-11-23");
            }
        });
    }

    private static UUID id(Call call) {
        try {
            return UUID.fromString(call.path("id"));
        } catch (IllegalArgumentException e) {
            throw new Problem.NotFound("saved price", call.path("id"));
        }
    }

    private static UUID uuid(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.Invalid.field(field, "'" + text + "' is not an id");
        }
    }
}
