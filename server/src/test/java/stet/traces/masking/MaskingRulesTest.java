package stet.traces.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.access.AccessFeature;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.db.OnBothDatabases;
import stet.platform.http.Problem;
import stet.platform.secrets.Secrets;
import stet.traces.masking.pii.PersonalData;

class MaskingRulesTest extends OnBothDatabases {
    private static final Rule EMAILS = new Rule.Redact("emails", Set.of(PersonalData.EMAIL), true);
    private static final Rule CUT = new Rule.Cut("short", 10, true, false);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private AccessFeature access;
    private Caller admin;
    private Masks masks;
    private MaskingRules rules;

    @BeforeEach
    void start() {
        access = AccessFeature.create(records, home, Optional.of("a-long-enough-password"), InstantSource.system());
        admin = access.callers().server();
        masks = new Masks(Secrets.open(home, Optional.empty()), meters);
        rules = new MaskingRules(
                records.inProject(MaskingStore::new),
                records.inInstallation(MaskingStore.AllStore::new),
                access.trail(),
                admin.mayEverywhere(Permission.READ_SYSTEM),
                masks,
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        access.close();
    }

    @Test
    void rulesComeBackInTheirOrderAndHoldAtOnce() {
        var project = admin.project("demo").id();
        assertThat(rules.get(admin, "demo").version()).isZero();
        assertThat(masks.concerns(project)).isFalse();

        var saved = rules.put(admin, "demo", 0, List.of(EMAILS, CUT), null);

        assertThat(saved.rules()).extracting(MaskingRule::name).containsExactly("emails", "short");
        assertThat(rules.get(admin, "demo")).isEqualTo(saved);
        assertThat(masks.concerns(project)).isTrue();
        assertThat(masks.mask(project, "to a@b.io")).isEqualTo("to [email]");
        rules.put(admin, "demo", 1, List.of(), null);
        assertThat(masks.concerns(project)).isFalse();
    }

    @Test
    void aChangeOfAnOldVersionIsRefusedAndChangesNothing() {
        rules.put(admin, "demo", 0, List.of(EMAILS), null);

        assertThatThrownBy(() -> rules.put(admin, "demo", 0, List.of(CUT), null))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("version 1");
        assertThat(rules.get(admin, "demo").rules())
                .extracting(MaskingRule::name)
                .containsExactly("emails");
    }

    @Test
    void anotherProjectsRulesAreItsOwn() {
        access.projects().create(admin, "other", null);
        rules.put(admin, "demo", 0, List.of(EMAILS), null);

        assertThat(rules.get(admin, "other").rules()).isEmpty();
        assertThat(masks.concerns(admin.project("other").id())).isFalse();
    }

    @Test
    void anotherProcessOnTheSameRecordsSeesAChangeWithinTwoSeconds() {
        var project = admin.project("demo").id();
        try (var elsewhere = MaskingFeature.create(
                records, Secrets.open(home, Optional.empty()), access, meters, InstantSource.system())) {
            rules.put(admin, "demo", 0, List.of(EMAILS), null);

            await().atMost(Duration.ofSeconds(2))
                    .until(() -> elsewhere.masking().concerns(project));
            assertThat(elsewhere.masking().mask(project, "a@b.io")).isEqualTo("[email]");
        }
    }
}
