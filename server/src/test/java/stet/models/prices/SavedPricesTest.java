package stet.models.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.access.AccessFeature;
import stet.access.Caller;
import stet.access.Permission;
import stet.models.TokenUsage;
import stet.models.prices.SavedPrice.What;
import stet.platform.db.OnBothDatabases;
import stet.platform.db.Scope;
import stet.platform.http.Problem;
import stet.platform.json.Json;

class SavedPricesTest extends OnBothDatabases {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private final Prices prices = Prices.load(Optional.empty());
    private AccessFeature access;
    private Caller admin;
    private Scope installation;
    private SavedPrices saved;

    @BeforeEach
    void start() {
        access = AccessFeature.create(records, home, Optional.of("a-long-enough-password"), InstantSource.system());
        admin = access.callers().server();
        installation = admin.mayEverywhere(Permission.MANAGE_PRICES);
        saved = open(prices);
    }

    @AfterEach
    void stop() {
        access.close();
    }

    @Test
    void aSavedPriceGoesFirstAtOnceAndSaysWhichItWas() {
        assertThat(cost("openai", "gpt-4.1", NOON)).isEqualTo("2 2026-11 openai/gpt-4.1");

        var mine = add("{'provider':'openai','model':'gpt-4.1','input':1.5,'output':6}");

        assertThat(cost("openai", "gpt-4.1-2025-04-14", NOON))
                .isEqualTo("1.5 " + PriceFile.digest(mine.price()) + " openai/gpt-4.1");
        assertThat(cost("openai", "gpt-4.1", NOON.minusSeconds(86_400))).startsWith("2 2026-11");
        assertThat(mine.price().validFrom()).isEqualTo(TODAY);
    }

    @Test
    void anotherProcessFindsOutWhenItLooks() {
        var theirPrices = Prices.load(Optional.empty());
        var theirs = open(theirPrices);
        add("{'provider':'openai','model':'gpt-4.1','input':1.5}");
        assertThat(theirs.all()).isEmpty();

        theirs.reload(installation);

        assertThat(theirs.all()).isEqualTo(saved.all()).hasSize(1);
        assertThat(theirPrices.version("openai", "gpt-4.1", TODAY))
                .hasValueSatisfying(it -> assertThat(it).doesNotStartWith("2026-11"));
    }

    @Test
    void aChangeOfAnOldVersionSaysWhoWasFaster() {
        var first = add("{'provider':'openai','model':'gpt-4.1','input':1.5}");
        var second = saved.change(
                admin, first.id(), 1, wanted("{'provider':'openai','model':'gpt-4.1','input':1.6}", "a new contract"));

        assertThat(second.version()).isEqualTo(2);
        assertThatThrownBy(() -> saved.change(
                        admin, first.id(), 1, wanted("{'provider':'openai','model':'gpt-4.1','input':9}", null)))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("version 2, not 1")
                .hasMessageContaining(admin.name());
        assertThat(cost("openai", "gpt-4.1", NOON)).startsWith("1.6 ");
        assertThat(history(first.id()))
                .extracting(
                        SavedPrice.PriceChange::what, SavedPrice.PriceChange::version, SavedPrice.PriceChange::message)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(What.CHANGED, 2, "a new contract"),
                        org.assertj.core.groups.Tuple.tuple(What.ADDED, 1, null));
    }

    @Test
    void twoPricesOfOneModelOnOneDayAreRefusedUnlessTheEarlierOneEnds() {
        add("{'provider':'openai','model':'gpt-4.1','input':1,'validFrom':'2026-01-01'}");

        assertThatThrownBy(() -> add("{'provider':'openai','model':'mine','aliases':['GPT-4.1'],'input':2}"))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("overlaps the one of openai/gpt-4.1 that is valid from 2026-01-01 on");
        assertThat(saved.all()).hasSize(1);

        saved.add(
                admin,
                new SavedPrices.Wanted(
                        price("{'provider':'openai','model':'gpt-4.1','input':2,'validFrom':'2026-06-01'}"),
                        null,
                        true));

        assertThat(cost("openai", "gpt-4.1", Instant.parse("2026-05-31T23:59:59Z")))
                .startsWith("1 ");
        assertThat(cost("openai", "gpt-4.1", Instant.parse("2026-06-01T00:00:00Z")))
                .startsWith("2 ");
    }

    @Test
    void anEndedPriceStillHoldsForTheDaysBeforeAndOneThatHasNotBegunIsWithdrawn() {
        var running = add("{'provider':'openai','model':'gpt-4.1','input':1,'validFrom':'2026-01-01'}");
        var coming = add("{'provider':'openai','model':'gpt-4o','input':1,'validFrom':'2027-01-01'}");

        saved.end(admin, running.id(), 1, Optional.empty(), "the contract is over");
        saved.end(admin, coming.id(), 1, Optional.empty(), null);

        assertThat(cost("openai", "gpt-4.1", NOON)).startsWith("2 2026-11");
        assertThat(cost("openai", "gpt-4.1", NOON.minusSeconds(86_400))).startsWith("1 ");
        assertThat(saved.all())
                .singleElement()
                .satisfies(it -> assertThat(it.price().validTo()).isEqualTo(TODAY));
        assertThat(history(coming.id()))
                .extracting(SavedPrice.PriceChange::what)
                .containsExactly(What.WITHDRAWN, What.ADDED);
        assertThatThrownBy(() -> saved.end(admin, coming.id(), 1, Optional.empty(), null))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aFileIsSavedWholeOrNotAtAllAndTwiceChangesNothing() {
        var file = file("""
                {"version":"contract","prices":[
                  {"provider":"openai","model":"gpt-4.1","input":"1.5"},
                  {"model":"llama","input":"0.1","validFrom":"2026-01-01"}]}""");
        assertThat(saved.bring(admin, file, true, null)).isEqualTo(new SavedPrices.ImportedPrices(2, 0, 0));
        assertThat(saved.bring(admin, file, true, null)).isEqualTo(new SavedPrices.ImportedPrices(0, 0, 2));
        assertThat(cost("openai", "gpt-4.1", Instant.parse("2020-01-01T00:00:00Z")))
                .startsWith("1.5 ");

        assertThatThrownBy(() -> saved.bring(admin, file("""
                        {"version":"next","prices":[
                          {"provider":"openai","model":"gpt-4o","input":"1.5"},
                          {"model":"other","aliases":["llama"],"input":"2","validFrom":"2026-06-01"}]}"""), true, null)).isInstanceOf(Problem.Conflict.class);
        assertThat(saved.all()).hasSize(2);
        assertThat(saved.bring(admin, file("""
                        {"version":"next","prices":[{"model":"llama","input":"0.2","validFrom":"2026-06-01"}]}"""), true, "cheaper")).isEqualTo(new SavedPrices.ImportedPrices(1, 0, 0));
        assertThat(cost(null, "llama", Instant.parse("2026-05-01T00:00:00Z"))).startsWith("0.1 ");
        assertThat(cost(null, "llama", NOON)).startsWith("0.2 ");
    }

    private SavedPrices open(Prices into) {
        var opened = new SavedPrices(
                records.inInstallation(PriceStore::new), into, access.trail(), InstantSource.fixed(NOON));
        opened.reload(installation);
        return opened;
    }

    private SavedPrice add(String price) {
        return saved.add(admin, wanted(price, null));
    }

    private List<SavedPrice.PriceChange> history(UUID price) {
        return saved.changes(installation, Optional.of(price), Optional.empty(), 10);
    }

    /** What a million input tokens cost, and by which price. */
    private String cost(@Nullable String provider, String model, Instant at) {
        var cost = prices.cost(provider, model, at, new TokenUsage(1_000_000L, 0L, null, null, null));
        return cost instanceof CallCost.Known known
                ? known.usd().stripTrailingZeros().toPlainString() + " " + known.priceVersion()
                : cost.toString();
    }

    private static SavedPrices.Wanted wanted(String price, @Nullable String message) {
        return new SavedPrices.Wanted(price(price), message, false);
    }

    private static Price price(String json) {
        return Json.MAPPER.readValue(json.replace('\'', '"'), Price.class);
    }

    private static PriceFile file(String json) {
        return PriceFile.READER.readValue(json);
    }
}
