package stet.traces.masking.pii;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            email | Write to ada.lovelace+bills@mail.example.co.uk. | Write to [email].
            email | <grüße@bücher.example>, or 'o'hara@example.com' | <[email]>, or '[email]'
            email | a@b.io;c@d.io | [email];[email]
            card | My card is 4111 1111 1111 1111, thanks | My card is [card], thanks
            card | 5500-0000-0000-0004 and 378282246310005. | [card] and [card].
            card | 3782 822463 10005 expires 12/27 | [card] expires 12/27
            card | 4111 1111 1111 1111 12/27 | [card] 12/27
            card | {"pan":6011000990139424} | {"pan":[card]}
            iban | DE89 3704 0044 0532 0130 00 is mine | [iban] is mine
            iban | gb82west12345698765432 | [iban]
            iban | FR1420041010050500013M02606! | [iban]!
            ssn | SSN: 536-90-4399. | SSN: [ssn].
            ssn | 536 90 4399 | [ssn]
            phone | call +49 (0)30 901820 or +1 415 555 2671 | call [phone] or [phone]
            phone | (415) 555-2671 / 415-555-2671 / 1-415-555-2671 | [phone] / [phone] / [phone]
            phone | 01 23 45 67 89, 020 7946 0958, 030/901820-17 | [phone], [phone], [phone]
            ip | from 203.0.113.7:443 to 2001:db8::8a2e:370:7334. | from [ip]:443 to [ip].
            ip | 2001:0db8:85a3:0000:0000:8a2e:0370:7334 and ::1 and fe80::1 | [ip] and [ip] and [ip]
            ip | http://10.0.0.1/a, 10.0.0.0/24 | http://[ip]/a, [ip]/24
            ip | ::ffff:192.0.2.128 | [ip]
            secret | key sk-proj-abc123DEF456ghi789JKL012mno | key [secret]
            secret | AWS AKIAIOSFODNN7EXAMPLE. | AWS [secret].
            secret | ghp_0123456789abcdefghijABCDEFGHIJ012345 | [secret]
            secret | Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl now | Bearer [secret] now
            """)
    void whatIsMeantIsReplacedAndTheRestStays(String kind, String text, String left) {
        assertThat(redact(kind, text)).isEqualTo(left);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1732377279123 1732377279123456 1732377279123456789 20261123164400 20261123164400123",
                "550e8400-e29b-41d4-a716-446655440000 12345678-1234-1234-1234-123456789012",
                "4111111111111112 4111 1111 1111 1112 411111111111111 41111111111111111",
                "0.4111111111111111 4111111111111111.5 x4111111111111111 1-4111111111111111",
                "DE89370400440532013001 DE8937040044053201300 XX89370400440532013000 GB82WEST1234569876543",
                "000-12-3456 666-12-3456 900-12-3456 123-00-4567 123-45-0000 2123-45-6789 123-45-67890 123-45-6789-0",
                "pkg@1.2.3 @Override user@localhost @ada a@b 100@ @example.com",
                "Chrome/120.0.0.0 v1.2.3.4 1.2.3.4.5 256.1.1.1 1.2.3 01.2.3.4",
                "std::string add::face dead::beef 10:30:45 aa:bb:cc:dd:ee:ff a::b feed::add ::",
                "2026-11-23T16:44:00.123456Z 05-11-2026 01.02.2026 10:30 2026-11-23 02:30:11.123 -0330",
                "4155552671 01512345678 +0100 1+23456789 +12 345 415.555 (415) 12-34-56 200 300 4000",
                "sk-learn-pipeline-step-for-the-text task-0123456789012345678901234 AKIA is a word, eyJ too",
                "0af7651916cd43dd8448eb211c80319c b7ad6b7169203331 sha256:9f86d081884c7d659a2feaa0c55ad015",
                "req_01HZX8K3J9Q2W4E6R8T0Y1U3I5 call_9876543210 resp_68af0123456789012345678901234567"
            })
    void whatOnlyLooksSimilarStays(String text) {
        for (var kind : PersonalData.values()) {
            assertThat(kind.redact(text).text()).as(kind.word()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA PRIVATE KEY", "PRIVATE KEY", "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK"})
    void aPrivateKeyIsReplacedAsAWholeAndToTheEndWhenItsEndIsMissing(String label) {
        String begin = "-----BEGIN " + label + "-----\nMIIEpAIBAAKCAQEA\n";

        assertThat(redact("secret", "a " + begin + "-----END " + label + "----- b"))
                .isEqualTo("a [secret] b");
        assertThat(redact("secret", "a " + begin)).isEqualTo("a [secret]");
        assertThat(redact("secret", "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----"))
                .contains("MII");
    }

    private static String redact(String kind, String text) {
        return PersonalData.of(kind).orElseThrow().redact(text).text();
    }
}
