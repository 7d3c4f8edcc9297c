package stet.models.prices;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.models.JsonFault;
import stet.platform.json.Json;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/**
 * A file of prices.
 *
 * @param version what calls are said to be priced with; saved prices have one each
 * @param unit for its readers: rates are US dollars per million tokens
 * @param sources whom the prices were taken from, by the key that a price names them with
 */
record PriceFile(
        @Nullable String version,
        @Nullable String unit,
        @Nullable Map<String, PriceSource> sources,
        List<Price> prices) {
    static final String UNIT = "USD per million tokens";
    static final ObjectReader READER = strict(PriceFile.class);
    private static final int DIGITS = 8;

    record PriceSource(
            String name,
            @Nullable String url,
            @Nullable String licence,
            @Nullable String notice) {}

    PriceFile {
        JsonFault.require(version, "'version' is missing");
        JsonFault.require(prices, "'prices' is missing");
    }

    /** Reads what a person wrote: a word that means nothing is an error. */
    static ObjectReader strict(Class<?> type) {
        return Json.MAPPER
                .readerFor(type)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** The start of the SHA-256 digest of what a price says. */
    static String digest(Price price) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(Json.MAPPER.writeValueAsString(price).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
