package stet.costs;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;

/**
 * Another currency that people are shown costs in. Costs themselves stay US dollars.
 *
 * @param currency by its code
 * @param rate how much of it a dollar is
 * @param day when that was so, as whoever typed it says
 * @param instead whether it is shown instead of dollars, and not beside them
 * @param version counts its changes
 */
record DisplayRate(
        String currency,
        BigDecimal rate,
        LocalDate day,
        boolean instead,
        int version,
        Instant changedAt,
        String changedBy) {
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
    private static final int MOST_DECIMALS = 8;
    private static final int LATEST_YEAR = 9999;

    /**
     * What is to be shown from now on.
     *
     * @param version what was looked at; 0 when there was none
     */
    record DisplayRateToSave(
            @Nullable String currency,
            @Nullable BigDecimal rate,
            @Nullable LocalDate day,
            @Nullable Boolean instead,
            @Nullable Integer version) {
        DisplayRate saved(LocalDate today, Instant at, String by) {
            return new DisplayRate(
                    checkedCurrency(),
                    checkedRate(),
                    checkedDay(today),
                    Boolean.TRUE.equals(instead),
                    seen() + 1,
                    at,
                    by);
        }

        int seen() {
            return version == null ? 0 : version;
        }

        private String checkedCurrency() {
            try {
                return Currency.getInstance(currency == null ? "" : currency.strip())
                        .getCurrencyCode();
            } catch (IllegalArgumentException e) {
                throw Problem.Invalid.field("currency", "'" + currency + "' is not a currency's code such as EUR");
            }
        }

        private BigDecimal checkedRate() {
            if (rate == null || rate.signum() <= 0 || rate.compareTo(MOST) > 0 || rate.scale() > MOST_DECIMALS) {
                throw Problem.Invalid.field(
                        "rate",
                        "is more than 0 and at most " + MOST + ", with at most " + MOST_DECIMALS + " decimals, not "
                                + rate);
            }
            return rate;
        }

        private LocalDate checkedDay(LocalDate today) {
            var of = day == null ? today : day;
            if (of.getYear() < 1970 || of.getYear() > LATEST_YEAR || of.isAfter(today.plusDays(1))) {
                throw Problem.Invalid.field("day", of + " is in the future or too long ago: say when the rate was so");
            }
            return of;
        }
    }
}
