package stet.models.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.access.AccessFeature;
import stet.access.Caller;
import stet.access.Permission;
import stet.models.Dialect;
import stet.platform.config.StartProblem;
import stet.platform.db.OnBothDatabases;
import stet.platform.http.Problem;
import stet.platform.secrets.Secrets;

class ProvidersTest extends OnBothDatabases {
    private AccessFeature access;
    private Caller admin;

    @BeforeEach
    void start() {
        access = AccessFeature.create(records, home, Optional.of("a-long-enough-password"), InstantSource.system());
        admin = access.callers().server();
    }

    @AfterEach
    void stop() {
        access.close();
    }

    @Test
    void aSavedProviderIsRoutedToAndSurvivesARestart() {
        open(Map.of())
                .save(
                        admin,
                        "mine",
                        new Providers.Wanted(Dialect.OPENAI, "http://127.0.0.1:9/v1", "a-very-secret-key", null));

        var again = open(Map.of());

        assertThat(again.route(Dialect.OPENAI, "anything", null)).isInstanceOfSatisfying(Routing.To.class, to -> {
            assertThat(to.provider().name()).isEqualTo("mine");
            assertThat(to.provider().apiKey()).isEqualTo("a-very-secret-key");
        });
        assertThat(again.list(admin)).singleElement().satisfies(it -> {
            assertThat(it.keyHint()).isEqualTo("…-key");
            assertThat(it.toString()).doesNotContain("a-very-secret");
            assertThat(it.isDefault()).isTrue();
        });
    }

    @Test
    void savingWithoutAKeyKeepsTheKey() {
        var providers = open(Map.of());
        providers.save(
                admin,
                "mine",
                new Providers.Wanted(Dialect.OPENAI, "http://127.0.0.1:9/v1", "a-very-secret-key", null));

        providers.save(admin, "mine", new Providers.Wanted(Dialect.OPENAI, "http://127.0.0.1:10/v1", null, null));

        assertThat(providers.speaking(Dialect.OPENAI)).singleElement().satisfies(it -> {
            assertThat(it.target().port()).isEqualTo(10);
            assertThat(it.apiKey()).isEqualTo("a-very-secret-key");
        });
    }

    @Test
    void notAskingForUsageIsKeptUntilItIsChanged() {
        var wanted = new Providers.Wanted(Dialect.OPENAI, "http://127.0.0.1:9/v1", null, false);
        open(Map.of()).save(admin, "mine", wanted);

        var saved = open(Map.of())
                .save(admin, "mine", new Providers.Wanted(Dialect.OPENAI, "http://127.0.0.1:10/v1", null, null));

        assertThat(saved.streamUsage()).isFalse();
        assertThat(open(Map.of()).speaking(Dialect.OPENAI))
                .singleElement()
                .satisfies(it -> assertThat(it.streamUsage()).isFalse());
    }

    @Test
    void keysAreSealedInTheDatabaseAndOpenOnlyUnderTheirMasterKey() {
        open(Map.of())
                .save(
                        admin,
                        "mine",
                        new Providers.Wanted(Dialect.OPENAI, "http://127.0.0.1:9/v1", "a-very-secret-key", null));
        String stored = records.inInstallation(ProviderStore::new)
                .read(
                        admin.mayEverywhere(Permission.MANAGE_PROVIDERS),
                        store -> store.all().toString());

        assertThat(stored).contains("mine").doesNotContain("a-very-secret-key");
        assertThatThrownBy(() ->
                        open(Map.of(), Secrets.open(home, Optional.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="))))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("sealed with another master key");
    }

    @Test
    void aProviderOfTheEnvironmentCannotBeChangedHere() {
        var providers = open(Map.of("OPENAI_API_KEY", "sk-1"));

        assertThatThrownBy(() -> providers.save(
                        admin, "openai", new Providers.Wanted(Dialect.OPENAI, "http://127.0.0.1:9/v1", null, null)))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("the environment");
        assertThatThrownBy(() -> providers.remove(admin, "openai")).isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(() -> providers.remove(admin, "nobody")).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void badNamesAndAddressesAreRefusedWithTheReason() {
        var providers = open(Map.of());

        assertThatThrownBy(() -> providers.save(
                        admin, "My Provider", new Providers.Wanted(Dialect.OPENAI, "http://x/v1", null, null)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("lower-case letters");
        assertThatThrownBy(() -> providers.save(
                        admin, "mine", new Providers.Wanted(Dialect.OPENAI, "x.example.com", null, null)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("is not a base URL");
        assertThat(providers.list(admin)).isEmpty();
    }

    private Providers open(Map<String, String> environment) {
        return open(environment, Secrets.open(home, Optional.empty()));
    }

    private Providers open(Map<String, String> environment, Secrets secrets) {
        return ProvidersFeature.create(
                        records, secrets, access.callers(), environment, List.of(), InstantSource.system())
                .providers();
    }
}
