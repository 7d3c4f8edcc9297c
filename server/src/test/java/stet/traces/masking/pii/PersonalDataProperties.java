package stet.traces.masking.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PersonalDataProperties {
    @Property
    void aNumberWithItsCheckDigitIsACardAndWithAnotherOneIsNot(
            @ForAll @LongRange(min = 0, max = 99_999_999_999_999L) long account, @ForAll @IntRange(max = 9) int digit) {
        String number = "4" + String.format(Locale.ROOT, "%014d", account);
        int check = 0;
        while (!Cards.luhn(number + check)) {
            check++;
        }

        String left = PersonalData.CARD.redact("pay " + number + digit + " now").text();

        assertThat(left).isEqualTo(digit == check ? "pay [card] now" : "pay " + number + digit + " now");
    }

    @Property
    void theRemainderOf97IsThatOfTheWholeNumber(@ForAll("accounts") String account) {
        String rearranged = account.substring(4) + account.substring(0, 4);
        var digits = new StringBuilder();
        rearranged.chars().forEach(it -> digits.append(Character.digit(it, 36)));

        boolean checks =
                new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;

        assertThat(Ibans.checks(account)).isEqualTo(checks);
        assertThat(PersonalData.IBAN.redact(account).finds()).isEqualTo(checks ? 1 : 0);
    }

    @Provide
    Arbitrary<String> accounts() {
        return Arbitraries.strings()
                .numeric()
                .ofLength(18)
                .flatMap(bban -> Arbitraries.integers().between(2, 98).map(given -> {
                    int remainder = new BigInteger(bban + "131400")
                            .mod(BigInteger.valueOf(97))
                            .intValue();
                    int check = given % 2 == 0 ? 98 - remainder : given;
                    return "DE" + String.format(Locale.ROOT, "%02d", check) + bban;
                }));
    }

    @Property
    void uuidsAndTimesAreNothing(
            @ForAll long high,
            @ForAll long low,
            @ForAll @LongRange(min = 1_600_000_000_000L, max = 2_100_000_000_000L) long millis) {
        String text = new UUID(high, low) + " " + millis + " " + millis * 1_000 + " " + millis * 1_000_000;

        for (var kind : PersonalData.values()) {
            assertThat(kind.redact(text).text()).as(kind.word()).isEqualTo(text);
        }
    }
}
