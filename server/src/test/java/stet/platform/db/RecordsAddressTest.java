package stet.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stet.platform.config.StartProblem;

class RecordsAddressTest {
    @Test
    void theFormOfHostingPlatformsIsUnderstood() {
        var address = RecordsAddress.parse("postgres://st%40t:p%3Aa+b@db.example:5433/records?sslmode=require");

        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:5433/records?sslmode=require");
        assertThat(address.user()).isEqualTo("st@t");
        assertThat(address.password()).isEqualTo("p:a+b");
    }

    @Test
    void theJdbcFormKeepsItsParameters() {
        var address = RecordsAddress.parse("jdbc:postgresql://db.example/records?user=stet&password=secret");

        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example/records?user=stet&password=secret");
        assertThat(address.user()).isNull();
    }

    @Test
    void aPasswordIsNeverPartOfItsText() {
        assertThat(RecordsAddress.parse("postgres://stet:hunter2@db.example/records"))
                .asString()
                .isEqualTo("jdbc:postgresql://db.example/records");
        assertThat(RecordsAddress.parse("jdbc:postgresql://db.example/records?password=hunter2"))
                .asString()
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://hunter2@h/d",
                "postgres://",
                "postgres://h",
                "postgres://u:hunter2@h/",
                "postgres://u:hunter2 %@h/d",
                "jdbc:sqlite:",
                ""
            })
    void anythingElseIsRefusedWithAnExampleAndWithoutItsSecrets(String url) {
        assertThatThrownBy(() -> RecordsAddress.parse(url))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("STET_RECORDS_URL")
                .hasMessageContaining("postgres://user:password@host")
                .hasMessageNotContaining("hunter2");
    }
}
