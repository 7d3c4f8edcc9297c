package stet.models.prices;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.models.TokenUsage;
import stet.models.prices.CallCost.Known;
import stet.models.prices.CallCost.Unknown;
import stet.platform.config.StartProblem;

class PricesTest {
    private static final Prices BUILT_IN = Prices.load(Optional.empty());
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void eachBucketIsChargedOnceAtItsRate() {
        var cost = known(BUILT_IN, "anthropic", "claude-sonnet-4-6", new TokenUsage(1042L, 73L, 768L, 256L, 9L));

        assertThat(cost.input()).isEqualByComparingTo("0.000054");
        assertThat(cost.cacheRead()).isEqualByComparingTo("0.0002304");
        assertThat(cost.cacheWrite()).isEqualByComparingTo("0.00096");
        assertThat(cost.output()).isEqualByComparingTo("0.00096");
        assertThat(cost.reasoning()).isEqualByComparingTo("0.000135");
        assertThat(cost.usd()).isEqualByComparingTo("0.0023394");
        assertThat(cost.usd().scale()).isEqualTo(12);
        assertThat(cost.priceVersion()).isEqualTo("2026-11 anthropic/claude-sonnet-4-6");
    }

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-4.1-2025-04-14, gpt-4.1",
        "openai, GPT-4.1, gpt-4.1",
        "openai, gpt-4o-2024-05-13, gpt-4o-2024-05-13",
        "openai, gpt-4o-2024-11-20, gpt-4o",
        "openai, gpt-5.6-sol, gpt-5.6",
        "anthropic, claude-opus-4-5@20251101, claude-opus-4-5",
        "anthropic, claude-haiku-4-5-20251001, claude-haiku-4-5",
        "anthropic, claude-2.1, claude-2",
        "gemini, models/gemini-2.5-pro, gemini-2.5-pro",
        "gcp.vertex_ai, gemini-2.5-pro, gemini-2.5-pro",
        "azure.ai.openai, gpt-4o-mini, gpt-4o-mini",
        ", claude-opus-4-1-20250805, claude-opus-4-1",
        "simulated, simulated-large, simulated-large"
    })
    void aModelIsFoundUnderItsManyNames(@Nullable String provider, String model, String entry) {
        assertThat(known(BUILT_IN, provider, model, new TokenUsage(1L, 1L, null, null, null))
                        .priceVersion())
                .endsWith("/" + entry);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-5, flex, 1000, 0.005625",
        "openai, gpt-5, priority, 1000, 0.0225",
        "openai, gpt-5, default, 1000, 0.01125",
        "openai, gpt-5.4, batch, 1000, 0.00875",
        "openai, gpt-5.4, flex, 272000, 0.3475",
        "openai, gpt-5.4, flex, 272001, 0.6912525",
        "openai, gpt-4.1, batch, 1000, 0.005",
        "anthropic, claude-sonnet-4-6, batch, 1000, 0.009",
        "gemini, gemini-2.5-pro, priority, 200001, 0.9270045"
    })
    void theBuiltInTableKnowsServiceTiersAlsoOfLongInput(
            String provider, String model, String tier, long input, BigDecimal usd) {
        var usage = new TokenUsage(input, 1000L, null, null, null).served(tier);

        assertThat(known(BUILT_IN, provider, model, usage).usd()).isEqualByComparingTo(usd);
    }

    @Test
    void whatIsNotKnownIsNeverFree() {
        var usage = new TokenUsage(1L, 1L, null, null, null);
        assertThat(because("openai", "gpt-99", usage)).contains("gpt-99").contains("under Prices");
        assertThat(because("my-vllm", "llama", usage)).contains("my-vllm").contains("under Prices");
        assertThat(because("openai", null, usage)).contains("no model");
        assertThat(because(null, "gpt-oss-120b-unheard", usage)).contains("no price");
        assertThat(because("openai", "gpt-4.1", TokenUsage.UNKNOWN)).contains("input tokens");
        assertThat(because("openai", "gpt-4.1", new TokenUsage(1L, null, null, null, null)))
                .contains("output tokens");
        assertThat(because("openai", "gpt-4.1", new TokenUsage(1L, 1L, 2L, null, null)))
                .contains("contradict");
        assertThat(because("openai", "x".repeat(100_000), usage)).contains("no price");
    }

    @Test
    void embeddingsNeedNoOutputTokens() {
        assertThat(known(
                                BUILT_IN,
                                "openai",
                                "text-embedding-3-small",
                                new TokenUsage(1_000_000L, null, null, null, null))
                        .usd())
                .isEqualByComparingTo("0.02");
    }

    @Test
    void aLongInputTakesTheHigherRatesForTheWholeCall() {
        var usage = new TokenUsage(272_001L, 1000L, 1L, null, null);
        assertThat(known(BUILT_IN, "openai", "gpt-5.4", usage).usd())
                .isEqualByComparingTo(new BigDecimal("272000")
                        .multiply(new BigDecimal("0.000005"))
                        .add(new BigDecimal("0.0225005")));
        assertThat(known(BUILT_IN, "openai", "gpt-5.4", new TokenUsage(272_000L, 0L, null, null, null))
                        .usd())
                .isEqualByComparingTo("0.68");
    }

    @Test
    void thePriceOfTheDayCounts() {
        var prices = Prices.of(table("""
                {"version":"t","prices":[
                 {"provider":"p","model":"m","input":"10","validTo":"2026-01-01"},
                 {"provider":"p","model":"m","input":"5","validFrom":"2026-01-01"},
                 {"provider":"p","model":"m","input":"4","validFrom":"2026-06-01"},
                 {"provider":"p","model":"later","input":"4","validFrom":"2026-06-01"}]}"""));
        var usage = new TokenUsage(1_000_000L, null, null, null, null);

        assertThat(prices.cost("p", "m", Instant.parse("2025-12-31T23:59:59Z"), usage))
                .extracting("usd")
                .isEqualTo(new BigDecimal("10.000000000000"));
        assertThat(prices.cost("p", "m", Instant.parse("2026-01-01T00:00:00Z"), usage))
                .extracting("usd")
                .isEqualTo(new BigDecimal("5.000000000000"));
        assertThat(prices.cost("p", "m", NOW, usage)).extracting("usd").isEqualTo(new BigDecimal("4.000000000000"));
        assertThat(prices.cost("p", "later", Instant.parse("2026-05-31T00:00:00Z"), usage))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void theOperatorsFileComesFirst(@TempDir Path folder) throws Exception {
        var file = folder.resolve("prices.json");
        Files.writeString(file, """
                {"version":"ours","prices":[{"provider":"openai","model":"gpt-4.1","input":1.5,"output":7},
                 {"provider":"my-vllm","model":"any","pattern":".*","input":"0.1","output":"0.1"}]}""");
        var prices = Prices.load(Optional.of(file));
        var usage = new TokenUsage(1_000_000L, 0L, null, null, null);

        assertThat(known(prices, "openai", "gpt-4.1-2025-04-14", usage).usd()).isEqualByComparingTo("1.5");
        assertThat(known(prices, "openai", "gpt-4.1", usage).priceVersion()).isEqualTo("ours openai/gpt-4.1");
        assertThat(known(prices, "my-vllm", "llama-whatever", usage).usd()).isEqualByComparingTo("0.1");
        assertThat(known(prices, "openai", "gpt-4o", usage).usd()).isEqualByComparingTo("2.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"prices\":[]}",
                "{\"version\":\"x\"}",
                "{\"version\":\"x\",\"prices\":[{\"provider\":\"p\",\"model\":\"m\"}]}",
                "{\"version\":\"x\",\"prices\":[{\"provider\":\"p\",\"model\":\"m\",\"input\":\"-1\"}]}",
                "{\"version\":\"x\",\"prices\":[{\"provider\":\"p\",\"model\":\"m\",\"input\":\"0.0000001\"}]}",
                "{\"version\":\"x\",\"prices\":[{\"provider\":\"p\",\"model\":\"m\",\"input\":\"cheap\"}]}",
                "{\"version\":\"x\",\"prices\":[{\"provider\":\"p\",\"model\":\"m\",\"input\":1,\"inpt\":1}]}",
                "{\"version\":\"x\",\"prices\":[{\"provider\":\"p\",\"model\":\"m\",\"input\":1,\"pattern\":\"[\"}]}",
                "{\"version\":\"x\",\"prices\":[]} more"
            })
    void aFileThatCannotBeUsedIsOneSentence(String json) {
        assertThatThrownBy(() -> PriceTable.parse("price file p.json", PriceTable.Origin.FILE, json.getBytes(UTF_8)))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("p.json")
                .message()
                .doesNotContain("\n", "stet.models");
    }

    @Test
    void audioIsChargedAtItsOwnRateOrNotAtAll() {
        var usage = new TokenUsage(1_000L, 100L, 900L, null, 20L, 300L, 30L);
        var prices = Prices.of(table("""
                {"version": "v", "prices": [
                  {"provider": "p", "model": "talks", "input": "1", "output": "2", "audioInput": "10", "audioOutput": "20"},
                  {"provider": "p", "model": "writes", "input": "1", "output": "2"}]}"""));

        var cost = known(prices, "p", "talks", usage);

        assertThat(cost.input()).isEqualByComparingTo("0");
        assertThat(cost.audioInput()).isEqualByComparingTo("0.001");
        assertThat(cost.output()).isEqualByComparingTo("0.0001");
        assertThat(cost.audioOutput()).isEqualByComparingTo("0.0006");
        assertThat(cost.usd()).isEqualByComparingTo("0.00264");
        assertThat(prices.cost("p", "writes", NOW, usage))
                .isEqualTo(new Unknown("there is no price for audio of p/writes; add one under Prices"));
    }

    @Test
    void aServiceTierHasItsOwnRatesAndOneWithoutRatesIsUnknown() {
        var prices = Prices.of(table("""
                {"version": "v", "prices": [
                  {"provider": "p", "model": "m", "input": "2", "output": "10", "above": {"tokens": 1000, "input": "4", "output": "20"},
                   "serviceTiers": {"batch": {"input": "1", "output": "5", "above": [{"tokens": 1000, "input": "2", "output": "9"}]}}}]}"""));
        var usage = new TokenUsage(1_000L, 100L, null, null, null);

        assertThat(known(prices, "p", "m", usage).usd()).isEqualByComparingTo("0.003");
        assertThat(known(prices, "p", "m", usage.served("default")).usd()).isEqualByComparingTo("0.003");
        assertThat(known(prices, "p", "m", usage.served("batch")).usd()).isEqualByComparingTo("0.0015");
        assertThat(known(prices, "p", "m", new TokenUsage(2_000L, 100L, null, null, null).served("Batch"))
                        .usd())
                .isEqualByComparingTo("0.0049");
        assertThat(because(prices, "p", "m", usage.served("flex")))
                .isEqualTo("there is no price for service tier 'flex' of p/m; add one under Prices");
    }

    @Test
    void theHighestThresholdBelowTheInputCounts() {
        var prices = Prices.of(table("""
                {"version": "v", "prices": [{"provider": "p", "model": "m", "input": "1", "above": [
                  {"tokens": 500000, "input": "4"}, {"tokens": 100000, "input": "2"}]}]}"""));

        assertThat(inputRate(prices, 100_000)).isEqualByComparingTo("1");
        assertThat(inputRate(prices, 100_001)).isEqualByComparingTo("2");
        assertThat(inputRate(prices, 500_000)).isEqualByComparingTo("2");
        assertThat(inputRate(prices, 500_001)).isEqualByComparingTo("4");
    }

    @Test
    void aPriceWithoutAProviderHoldsForWhoeverHasNone() {
        var prices = Prices.of(table("""
                {"version": "v", "prices": [
                  {"model": "llama", "input": "1"},
                  {"provider": "dear", "model": "llama", "input": "9"},
                  {"provider": "azure", "model": "gpt-4.1", "input": "3"},
                  {"provider": "openai", "model": "gpt-4.1", "input": "2"}]}"""));
        var usage = new TokenUsage(1_000_000L, null, null, null, null);

        assertThat(known(prices, "anyone", "llama", usage).usd()).isEqualByComparingTo("1");
        assertThat(known(prices, null, "llama", usage).usd()).isEqualByComparingTo("1");
        assertThat(known(prices, "dear", "llama", usage).usd()).isEqualByComparingTo("9");
        assertThat(known(prices, "azure", "gpt-4.1", usage).usd()).isEqualByComparingTo("3");
        assertThat(known(prices, "azure.ai.openai", "gpt-4.1", usage).usd()).isEqualByComparingTo("2");
    }

    private static BigDecimal inputRate(Prices prices, long tokens) {
        return known(prices, "p", "m", new TokenUsage(tokens, null, null, null, null))
                .usd()
                .movePointRight(6)
                .divide(BigDecimal.valueOf(tokens));
    }

    @Property
    void theCostIsTheExactSumOfItsBuckets(
            @ForAll @LongRange(max = 2_000_000) long fresh,
            @ForAll @LongRange(max = 2_000_000) long read,
            @ForAll @LongRange(max = 2_000_000) long written,
            @ForAll @LongRange(max = 2_000_000) long output) {
        var usage = new TokenUsage(fresh + read + written, output, read, written, output / 2);
        var cost = known(BUILT_IN, "deepseek", "deepseek-v4-pro", usage);

        assertThat(cost.usd())
                .isEqualTo(cost.input()
                        .add(cost.cacheRead())
                        .add(cost.cacheWrite())
                        .add(cost.output())
                        .add(cost.reasoning()));
        assertThat(cost.usd().movePointRight(6))
                .isEqualByComparingTo(BigDecimal.valueOf(fresh + written)
                        .multiply(new BigDecimal("0.435"))
                        .add(BigDecimal.valueOf(read).multiply(new BigDecimal("0.003625")))
                        .add(BigDecimal.valueOf(output).multiply(new BigDecimal("0.87"))));
    }

    private static PriceTable table(String json) {
        return PriceTable.parse("test", PriceTable.Origin.FILE, json.getBytes(UTF_8));
    }

    private static Known known(Prices prices, @Nullable String provider, String model, TokenUsage usage) {
        var cost = prices.cost(provider, model, NOW, usage);
        assertThat(cost).isInstanceOf(Known.class);
        return (Known) cost;
    }

    private static String because(@Nullable String provider, @Nullable String model, TokenUsage usage) {
        return because(BUILT_IN, provider, model, usage);
    }

    private static String because(Prices prices, @Nullable String provider, @Nullable String model, TokenUsage usage) {
        var cost = prices.cost(provider, model, NOW, usage);
        assertThat(cost).isInstanceOf(Unknown.class);
        return ((Unknown) cost).because();
    }
}
