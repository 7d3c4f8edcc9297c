package stet.models.prices;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;

/** Refuses prices of which two would hold for the same provider and model on the same day. */
final class Overlaps {
    private Overlaps() {}

    static void refuse(List<Price> prices) {
        var last = new HashMap<List<Object>, Price>();
        for (var price :
                prices.stream().sorted(Comparator.comparing(Price::since)).toList()) {
            for (var name : new LinkedHashSet<>(price.names())) {
                refuse(last.put(List.of(seller(price), name), price), price);
            }
            if (price.pattern() != null) {
                refuse(last.put(List.of(seller(price), "pattern", price.pattern()), price), price);
            }
        }
    }

    private static String seller(Price price) {
        return Objects.requireNonNullElse(price.provider(), "");
    }

    private static void refuse(@Nullable Price before, Price price) {
        if (before != null && before.until().isAfter(price.since())) {
            throw new Problem.Conflict("the price of " + price.name() + " from " + price.validFrom()
                    + " overlaps the one of " + before.name() + " that is valid from " + before.validFrom()
                    + (before.validTo() == null ? " on" : " until " + before.validTo())
                    + ": end that one on " + price.validFrom() + " ('endPrevious': true does), or choose other days");
        }
    }
}
