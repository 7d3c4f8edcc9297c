package stet.models.prices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.models.JsonFault;
import stet.platform.config.StartProblem;
import tools.jackson.core.JacksonException;

/** Prices by provider and model, from one place. */
final class PriceTable {
    private static final int MAX_FILE = 16 * 1024 * 1024;
    private static final Pattern DATE = Pattern.compile("(-\\d{4}-\\d{2}-\\d{2}|[-@]\\d{8})(-v\\d+(:\\d+)?)?$");
    private static final Comparator<Entry> NEWEST_FIRST = Comparator.comparing((Entry it) -> it.price.since())
            .reversed()
            .thenComparing(it -> it.price.provider() == null);

    /** Where prices come from. */
    enum Origin {
        SAVED,
        FILE,
        BUILT_IN;

        @com.fasterxml.jackson.annotation.JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A price and how calls name it that were priced with it.
     *
     * @param pattern the price's pattern, ready to use
     */
    record Entry(
            Price price,
            Origin origin,
            String version,
            @Nullable Pattern pattern) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, List<Entry>> byName = new HashMap<>();
    private final List<Entry> withPattern = new ArrayList<>();
    private final Set<String> providers = new TreeSet<>();

    private PriceTable(Origin origin, @Nullable String version, List<Price> prices) {
        for (var price : prices) {
            var pattern = price.pattern();
            var entry = new Entry(
                    price,
                    origin,
                    (version == null ? PriceFile.digest(price) : version) + " " + price.name(),
                    pattern == null ? null : Pattern.compile(pattern));
            entries.add(entry);
            if (price.provider() != null) {
                providers.add(price.provider());
            }
            for (var name : price.names()) {
                byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(entry);
            }
            if (pattern != null) {
                withPattern.add(entry);
            }
        }
        byName.values().forEach(each -> each.sort(NEWEST_FIRST));
        withPattern.sort(NEWEST_FIRST);
    }

    static PriceTable builtIn() {
        try (var in = PriceTable.class.getResourceAsStream("prices.json")) {
            return parse(
                    "built-in price table",
                    Origin.BUILT_IN,
                    Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PriceTable read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE) {
                throw new StartProblem("The price file " + file + " has more than 16 MiB.");
            }
            return parse("price file " + file, Origin.FILE, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new StartProblem(
                    "The price file " + file + " cannot be read (" + e.getMessage() + "): check STET_PRICES.", e);
        }
    }

    static PriceTable parse(String from, Origin origin, byte[] json) {
        try {
            var file = PriceFile.READER.<PriceFile>readValue(json);
            return new PriceTable(origin, file.version(), file.prices());
        } catch (JacksonException e) {
            throw new StartProblem("The " + from + " cannot be used: " + JsonFault.of(e), e);
        }
    }

    /** Prices that people saved; the version of each is the digest of what it says. */
    static PriceTable saved(List<Price> prices) {
        return new PriceTable(Origin.SAVED, null, prices);
    }

    List<Entry> entries() {
        return entries;
    }

    boolean knowsProvider(String provider) {
        return providers.contains(provider);
    }

    /**
     * The newest price valid on a day: by exact name or alias, then without its date, then by pattern.
     *
     * @param sellers what the provider is called, the first name first; none when it is not known
     */
    Optional<Entry> find(List<String> sellers, String model, LocalDate day) {
        if (model.length() > Price.MAX_NAME) {
            return Optional.empty();
        }
        var name = model.toLowerCase(Locale.ROOT);
        var exact = named(sellers, name, day);
        if (exact.isPresent()) {
            return exact;
        }
        var undated = DATE.matcher(name).replaceFirst("");
        if (!undated.equals(name)) {
            var found = named(sellers, undated, day);
            if (found.isPresent()) {
                return found;
            }
        }
        return withPattern.stream()
                .filter(it -> sellers.isEmpty() || it.price.provider() == null || sellers.contains(it.price.provider()))
                .filter(it -> it.price.validOn(day))
                .filter(it -> it.pattern != null && it.pattern.matcher(name).matches())
                .findFirst();
    }

    private Optional<Entry> named(List<String> sellers, String name, LocalDate day) {
        var valid = byName.getOrDefault(name, List.of()).stream()
                .filter(it -> it.price.validOn(day))
                .toList();
        for (var seller : sellers) {
            var sold = valid.stream()
                    .filter(it -> seller.equals(it.price.provider()))
                    .findFirst();
            if (sold.isPresent()) {
                return sold;
            }
        }
        var ofAny = valid.stream().filter(it -> it.price.provider() == null).findFirst();
        if (ofAny.isPresent() || !sellers.isEmpty()) {
            return ofAny;
        }
        long selling = valid.stream().map(it -> it.price.provider()).distinct().count();
        return selling == 1 ? Optional.of(valid.getFirst()) : Optional.empty();
    }
}
