package stet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class SecretsTest {
    @Test
    void aKeyWithOneWrongCharacterIsRecognisedAsNotWhole() {
        String key = Tokens.withPrefix("stet_");
        assertThat(Tokens.isWhole("stet_", key)).isTrue();

        for (int at = 0; at < key.length(); at++) {
            char other = key.charAt(at) == 'x' ? 'y' : 'x';
            assertThat(Tokens.isWhole("stet_", key.substring(0, at) + other + key.substring(at + 1)))
                    .as("character %s", at)
                    .isFalse();
        }
    }

    @Test
    void keysAreNeverTheSameAndOfThePublishedShape() {
        var keys = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            keys.add(Tokens.withPrefix("stet_"));
        }

        assertThat(keys).hasSize(1_000).allMatch(key -> key.matches("stet_[0-9A-Za-z]{49}"));
    }

    @Test
    void aPasswordHashOfTheReferenceProgramFits() {
        var hash = new PasswordHash(
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");

        assertThat(hash.fits("password")).isTrue();
        assertThat(hash.fits("Password")).isFalse();
    }

    @Test
    void equalPasswordsHaveDifferentHashesAndNoneIsShown() {
        var one = PasswordHash.of("same");

        assertThat(one.text()).isNotEqualTo(PasswordHash.of("same").text());
        assertThat(one.fits("same")).isTrue();
        assertThat(PasswordHash.NOBODYS.fits("")).isFalse();
        assertThat(one.toString()).isEqualTo("PasswordHash[hidden]");
        assertThatThrownBy(() -> new PasswordHash("$2a$10$abc")).isInstanceOf(IllegalArgumentException.class);
    }
}
