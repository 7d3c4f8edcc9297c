package stet.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {
    private static List<JsonSchema.Fault> broken(String schema, String value) {
        return JsonSchema.of(Json.MAPPER.readTree(schema)).faults(Json.MAPPER.readTree(value));
    }

    @Test
    void aValueIsToldWhereItBreaksItsSchema() {
        String schema = """
                {"type": "object", "required": ["text"], "properties": {"tone": {"enum": ["kind", "plain"]}}}
                """;

        assertThat(broken(schema, "{\"text\": \"Hi\", \"tone\": \"kind\"}")).isEmpty();
        assertThat(broken(schema, "{\"tone\": \"rude\"}"))
                .hasSize(2)
                .anySatisfy(it -> assertThat(it.at()).isEqualTo("/tone"))
                .anySatisfy(it -> assertThat(it.detail()).contains("text"));
    }

    @Test
    void whatASchemaRefersToElsewhereIsNotFetched() throws Exception {
        try (var elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            elsewhere.setSoTimeout(100);
            String schema = "{\"$ref\": \"http://127.0.0.1:" + elsewhere.getLocalPort() + "/schema.json\"}";

            assertThat(catchThrowable(() -> broken(schema, "{}"))).hasMessageContaining("cannot be used");
            assertThat(catchThrowable(elsewhere::accept)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aSchemaThatCannotBeUsedIsSaidToBeThat() {
        assertThat(catchThrowable(() -> broken("{\"pattern\": \"(\"}", "\"x\"")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be used")
                .hasMessageContaining("RE2");
    }
}
