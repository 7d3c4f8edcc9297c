package stet.costs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.access.AccessFeature;
import stet.access.Caller;
import stet.costs.DisplayRate.DisplayRateToSave;
import stet.platform.db.OnBothDatabases;
import stet.platform.http.Problem;

class DisplayRatesTest extends OnBothDatabases {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Optional<String> DEMO = Optional.of("demo");

    private AccessFeature access;
    private Caller admin;
    private DisplayRates rates;

    @BeforeEach
    void start() {
        access = AccessFeature.create(records, home, Optional.of("a-long-enough-password"), InstantSource.system());
        admin = access.callers().server();
        rates = new DisplayRates(records, access.trail(), InstantSource.fixed(NOON));
    }

    @AfterEach
    void stop() {
        access.close();
    }

    @Test
    void aProjectShowsItsOwnCurrencyElseTheInstallationsElseDollars() {
        assertThat(rates.ofProject(admin, "demo").rate()).isNull();

        rates.save(admin, Optional.empty(), rate("EUR", "0.92", 0));
        assertThat(rates.ofProject(admin, "demo").rate())
                .isEqualTo(new DisplayRate(
                        "EUR", new BigDecimal("0.92"), LocalDate.of(2026, 11, 23), false, 1, NOON, admin.name()));
        assertThat(rates.ofProject(admin, "demo").own()).isNull();

        rates.save(admin, DEMO, rate("CHF", "0.8", 0));
        assertThat(currency(rates.ofProject(admin, "demo"))).isEqualTo("CHF");
        assertThat(currency(rates.ofInstallation(admin))).isEqualTo("EUR");

        rates.remove(admin, DEMO, 1);
        assertThat(currency(rates.ofProject(admin, "demo"))).isEqualTo("EUR");
    }

    @Test
    void aChangeOfAnOldVersionIsRefused() {
        rates.save(admin, DEMO, rate("EUR", "0.92", 0));

        assertThatThrownBy(() -> rates.save(admin, DEMO, rate("CHF", "0.8", 0)))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("version 1, not 0");
        assertThatThrownBy(() -> rates.remove(admin, DEMO, 2)).isInstanceOf(Problem.Conflict.class);
        assertThat(rates.save(admin, DEMO, rate("CHF", "0.8", 1)).own())
                .extracting(DisplayRate::version)
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "euro, 1, 2026-11-01, currency",
        ", 1, 2026-11-01, currency",
        "EUR, 0, 2026-11-01, rate",
        "EUR, -1, 2026-11-01, rate",
        "EUR, 0.123456789, 2026-11-01, rate",
        "EUR, , 2026-11-01, rate",
        "EUR, 1, 2027-01-01, day"
    })
    void whatMakesNoSenseIsRefusedByName(
            @Nullable String currency, @Nullable BigDecimal rate, LocalDate day, String field) {
        assertThatThrownBy(() -> rates.save(admin, DEMO, new DisplayRateToSave(currency, rate, day, null, null)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageStartingWith(field);
    }

    private static @Nullable String currency(DisplayRates.ShownRate shown) {
        var rate = shown.rate();
        return rate == null ? null : rate.currency();
    }

    private static DisplayRateToSave rate(String currency, String rate, int version) {
        return new DisplayRateToSave(currency, new BigDecimal(rate), null, null, version);
    }
}
