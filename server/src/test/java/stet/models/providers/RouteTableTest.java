package stet.models.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static stet.models.Dialect.ANTHROPIC;
import static stet.models.Dialect.OPENAI;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.models.Dialect;
import stet.platform.config.StartProblem;

class RouteTableTest {
    private final Provider vllm = provider("vllm", OPENAI, false);
    private final Provider openai = provider("openai", OPENAI, false);
    private final Provider anthropic = provider("anthropic", ANTHROPIC, false);
    private final Provider simulated = provider("simulated", OPENAI, true);
    private final RouteTable table = RouteTable.of(List.of(vllm, openai, anthropic, simulated));

    @Test
    void aHeaderNamesTheProvider() {
        assertThat(table.route(OPENAI, "gpt-5", "vllm")).isEqualTo(new Routing.To(vllm, "gpt-5"));
        assertThat(table.route(OPENAI, "vllm/qwen", "vllm")).isEqualTo(new Routing.To(vllm, "qwen"));
        assertThat(table.route(OPENAI, "gpt-5", "anthropic")).isInstanceOf(Routing.Nowhere.class);
    }

    @Test
    void theWordBeforeTheSlashNamesTheProviderWhenThereIsOne() {
        assertThat(table.route(OPENAI, "openai/gpt-5", null)).isEqualTo(new Routing.To(openai, "gpt-5"));
        assertThat(table.route(OPENAI, "meta-llama/Llama-3", null))
                .isEqualTo(new Routing.To(vllm, "meta-llama/Llama-3"));
    }

    @Test
    void aVendorsModelGoesToTheVendor() {
        assertThat(table.route(OPENAI, "gpt-5-mini", null)).isEqualTo(new Routing.To(openai, "gpt-5-mini"));
        assertThat(table.route(ANTHROPIC, "claude-sonnet-5", null))
                .isEqualTo(new Routing.To(anthropic, "claude-sonnet-5"));
        assertThat(table.route(OPENAI, "simulated-large", null))
                .isEqualTo(new Routing.To(simulated, "simulated-large"));
    }

    @Test
    void anUnknownModelGoesToTheDialectsDefaultButNeverToASimulation() {
        assertThat(table.route(OPENAI, "anything", null)).isEqualTo(new Routing.To(vllm, "anything"));
        assertThat(RouteTable.of(List.of(simulated)).route(OPENAI, "gpt-5", null))
                .isInstanceOfSatisfying(
                        Routing.Nowhere.class,
                        nowhere -> assertThat(nowhere.message())
                                .contains("no provider that speaks openai")
                                .contains("there are: simulated")
                                .contains("STET_PROVIDER_<NAME>_BASE_URL"));
    }

    @Test
    void theEnvironmentConfiguresProviders() {
        var found = Environment.providers(Map.of(
                "STET_PROVIDER_MY_VLLM_BASE_URL", "http://127.0.0.1:8000",
                "STET_PROVIDER_CLAUDE_BASE_URL", "http://127.0.0.1:8001",
                "STET_PROVIDER_CLAUDE_DIALECT", "anthropic",
                "STET_PROVIDER_CLAUDE_API_KEY", "a-secret-key",
                "OPENAI_API_KEY", "sk-1"));

        assertThat(found)
                .extracting(Provider::name, Provider::dialect, it -> it.target().url())
                .containsExactly(
                        tuple("claude", ANTHROPIC, "http://127.0.0.1:8001/v1"),
                        tuple("my-vllm", OPENAI, "http://127.0.0.1:8000/v1"),
                        tuple("openai", OPENAI, "https://api.openai.com/v1"));
        assertThat(found.toString()).doesNotContain("a-secret-key");
    }

    @Test
    void aWrongVariableIsNamed() {
        assertThatThrownBy(() -> Environment.providers(Map.of("STET_PROVIDER_X_API_KEY", "k")))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("STET_PROVIDER_X_BASE_URL is missing");
        assertThatThrownBy(() -> Environment.providers(Map.of("STET_PROVIDER_X_BASE_URL", "ftp://x")))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("STET_PROVIDER_X_BASE_URL: 'ftp://x' is not a base URL");
        assertThatThrownBy(() -> Environment.providers(
                        Map.of("STET_PROVIDER_X_BASE_URL", "http://x", "STET_PROVIDER_X_DIALECT", "cohere")))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("STET_PROVIDER_X_DIALECT: there is no dialect 'cohere'");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, openai",
        "https://API.OpenAI.com, openai",
        "https://api.anthropic.com/v1, anthropic",
        "https://generativelanguage.googleapis.com/v1beta/openai, gemini",
        "https://api.openai.com.example.org/v1,",
        "http://127.0.0.1:11434/v1,"
    })
    void aVendorIsKnownByItsAddressWhateverTheProvidersName(String baseUrl, @Nullable String vendor) {
        var provider =
                new Provider("prod", Dialect.OPENAI, Target.parse(baseUrl), null, Provider.Source.SAVED, false, true);

        assertThat(provider.vendor()).isEqualTo(vendor);
    }

    @Test
    void whetherAProviderMayBeAskedForUsageIsASetting() {
        var providers = Environment.providers(Map.of(
                "STET_PROVIDER_A_BASE_URL", "http://a",
                "STET_PROVIDER_B_BASE_URL", "http://b",
                "STET_PROVIDER_B_STREAM_USAGE", "false"));

        assertThat(providers).extracting(Provider::streamUsage).containsExactly(true, false);
        assertThatThrownBy(() -> Environment.providers(
                        Map.of("STET_PROVIDER_X_BASE_URL", "http://x", "STET_PROVIDER_X_STREAM_USAGE", "no")))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("STET_PROVIDER_X_STREAM_USAGE is 'no': use true or false");
    }

    private static Provider provider(String name, Dialect dialect, boolean simulated) {
        return new Provider(
                name,
                dialect,
                Target.parse("http://127.0.0.1:1/v1"),
                null,
                Provider.Source.ENVIRONMENT,
                simulated,
                true);
    }
}
