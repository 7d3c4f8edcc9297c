package stet.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresentedKeyTest {
    @ParameterizedTest
    @CsvSource({
        "authorization,Bearer stet_a",
        "authorization,bearer   stet_a",
        "authorization,stet_a",
        "x-api-key,stet_a",
        "api-key,stet_a",
        "x-goog-api-key, stet_a "
    })
    void theKeyIsFoundInTheHeadersThatClientsUse(String header, String value) {
        assertThat(in(Map.of(header, value), Map.of())).contains("stet_a");
    }

    @ParameterizedTest
    @CsvSource({"user:stet_a", "stet_a:", "stet_a:x-oauth-basic", ":stet_a", "pk-lf-1:stet_a"})
    void inBasicAuthorizationItIsTheUserOrThePassword(String pair) {
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));

        assertThat(in(Map.of("authorization", "Basic " + encoded), Map.of())).contains("stet_a");
    }

    @Test
    void theQueryIsAskedLast() {
        assertThat(in(Map.of(), Map.of("key", "stet_a"))).contains("stet_a");
        assertThat(in(Map.of("x-api-key", "stet_b"), Map.of("key", "stet_a"))).contains("stet_b");
        assertThat(in(Map.of("authorization", " "), Map.of())).isEmpty();
    }

    @Test
    void ourKeyGoesBeforeSomeoneElses() {
        assertThat(in(Map.of("authorization", "Bearer sk-theirs", "x-api-key", "stet_a"), Map.of()))
                .contains("stet_a");
        assertThat(in(Map.of("x-api-key", "sk-theirs", "x-goog-api-key", "AIza"), Map.of("key", "stet_a")))
                .contains("stet_a");
        assertThat(in(Map.of("authorization", "Bearer sk-theirs", "api-key", "more"), Map.of("key", "AIza")))
                .contains("sk-theirs");
    }

    private static Optional<String> in(Map<String, String> headers, Map<String, String> query) {
        return PresentedKey.in(headers::get, query::get);
    }
}
