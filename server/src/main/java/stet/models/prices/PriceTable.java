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
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;

/** Prices by provider and model, from one file. */
final class PriceTable {
    private static final int MAX_FILE = 16 * 1024 * 1024;
    private static final int MAX_MODEL = 256;
    private static final Pattern DATE = Pattern.compile("(-\\d{4}-\\d{2}-\\d{2}|[-@]\\d{8})(-v\\d+(:\\d+)?)?$");

    private final String version;
    private final Map<String, List<Price>> byName = new HashMap<>();
    private final List<Price> withPattern = new ArrayList<>();
    private final Set<String> providers = new TreeSet<>();

    private PriceTable(File file) {
        version = file.version;
        for (var price : file.prices) {
            providers.add(price.provider());
            add(price.provider(), price.model(), price);
            price.names().forEach(alias -> add(price.provider(), alias, price));
            if (price.pattern() != null) {
                withPattern.add(price);
            }
        }
        byName.values()
                .forEach(each -> each.sort(Comparator.comparing(Price::since).reversed()));
        withPattern.sort(Comparator.comparing(Price::since).reversed());
    }

    record File(
            String version, @Nullable String unit, @Nullable Map<String, Source> sources, List<Price> prices) {
        File {
            JsonFault.require(version, "'version' is missing");
            JsonFault.require(prices, "'prices' is missing");
        }
    }

    record Source(
            String name,
            @Nullable String url,
            @Nullable String licence,
            @Nullable String notice) {}

    static PriceTable builtIn() {
        try (var in = PriceTable.class.getResourceAsStream("prices.json")) {
            return parse("built-in price table", Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PriceTable read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE) {
                throw new StartProblem("The price file " + file + " has more than 16 MiB.");
            }
            return parse("price file " + file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new StartProblem(
                    "The price file " + file + " cannot be read (" + e.getMessage() + "): check STET_PRICES.", e);
        }
    }

    static PriceTable parse(String from, byte[] json) {
        try {
            return new PriceTable(Json.MAPPER
                    .readerFor(File.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(json));
        } catch (JacksonException e) {
            throw new StartProblem("The " + from + " cannot be used: " + JsonFault.of(e), e);
        }
    }

    String version() {
        return version;
    }

    boolean knowsProvider(String provider) {
        return providers.contains(provider);
    }

    /** The newest price valid on a day: by exact name or alias, then without its date, then by pattern. */
    Optional<Price> find(@Nullable String provider, String model, LocalDate day) {
        if (model.length() > MAX_MODEL) {
            return Optional.empty();
        }
        var name = model.toLowerCase(Locale.ROOT);
        var exact = named(provider, name, day);
        if (exact.isPresent()) {
            return exact;
        }
        var undated = DATE.matcher(name).replaceFirst("");
        if (!undated.equals(name)) {
            var found = named(provider, undated, day);
            if (found.isPresent()) {
                return found;
            }
        }
        return withPattern.stream()
                .filter(price -> provider == null || price.provider().equals(provider))
                .filter(price -> price.validOn(day))
                .filter(price -> Pattern.matches(String.valueOf(price.pattern()), name))
                .findFirst();
    }

    private Optional<Price> named(@Nullable String provider, String name, LocalDate day) {
        if (provider != null) {
            return byName.getOrDefault(key(provider, name), List.of()).stream()
                    .filter(price -> price.validOn(day))
                    .findFirst();
        }
        var found = providers.stream()
                .flatMap(each -> named(each, name, day).stream())
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private void add(String provider, String name, Price price) {
        byName.computeIfAbsent(key(provider, name.toLowerCase(Locale.ROOT)), _ -> new ArrayList<>())
                .add(price);
    }

    private static String key(String provider, String name) {
        return provider + "/" + name;
    }
}
