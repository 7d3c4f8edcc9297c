package stet.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import stet.platform.db.OnBothDatabases;
import stet.platform.db.Records;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.releases.deployments.DeployOutcome;

class LiveReleasesTest extends OnBothDatabases {
    @Test
    void aDeploymentIsLiveWhenItsCallerIsAnswered() {
        try (var node = new ReleasesNode(records, home)) {
            int first = node.release("one");
            int second = node.release("two");

            node.deploy(first, 0);
            assertThat(node.live()).isEqualTo(first);
            node.deploy(second, first);
            assertThat(node.live()).isEqualTo(second);
            node.rollback();
            assertThat(node.live()).isEqualTo(first);
        }
    }

    @Test
    void anotherServerOnTheSameStoreFollowsWithinASecond() throws Exception {
        Files.createDirectories(home.resolve("other"));
        try (var others = Records.open(address);
                var here = new ReleasesNode(records, home);
                var there = new ReleasesNode(others, home.resolve("other"))) {
            int first = here.release("one");
            int second = here.release("two");
            here.deploy(first, null);
            await().atMost(Duration.ofSeconds(30)).until(() -> there.live() == first);

            for (int release : List.of(second, first, second)) {
                long before = System.nanoTime();
                here.deploy(release, null);
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> there.live() == release);
                System.out.println("another server followed after "
                        + Duration.ofNanos(System.nanoTime() - before).toMillis() + " ms");
            }
            there.rollback();
            assertThat(there.live()).isEqualTo(first);
            await().atMost(Duration.ofSeconds(30)).until(() -> here.live() == first);
        }
    }

    @Test
    void labelsAndNewVersionsOfPromptsAreLiveToo() {
        try (var node = new ReleasesNode(records, home)) {
            node.release("one");
            node.release("two");
            assertThat(prompt(node, new Reference.Latest())).isEqualTo(2);

            node.registry
                    .registry()
                    .moveLabel(node.admin, ReleasesNode.PROJECT, Kind.PROMPT, "greeting", "production", 0, 1, null);

            assertThat(prompt(node, new Reference.Label("production"))).isEqualTo(1);
        }
    }

    private static int prompt(ReleasesNode node, Reference reference) {
        return node.project()
                .flatMap(it -> it.find(Kind.PROMPT, "greeting", reference))
                .map(it -> it.number())
                .orElse(0);
    }

    @Test
    void whatIsLiveSurvivesARestartWithoutTheTablesItComesFrom() throws Exception {
        int release;
        try (var node = new ReleasesNode(records, home)) {
            release = node.release("one");
            node.deploy(release, null);
        }
        LostTables.of(address);

        try (var again = new ReleasesNode(records, home)) {
            assertThat(again.live()).isEqualTo(release);
            var step = again.project()
                    .map(it ->
                            it.step(it.release(ReleasesNode.APP, "production").orElseThrow(), null))
                    .orElseThrow();
            assertThat(step.request(step.model(), Map.of()).messages().toString())
                    .contains("one");
        }
    }

    @Test
    void ofManyWhoDeployAtOnceOneWinsAndTheOthersAreTold() throws Exception {
        try (var node = new ReleasesNode(records, home);
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            node.release("base");
            node.deploy(1, 0);
            var wishes = new ArrayList<Callable<DeployOutcome>>();
            for (int i = 0; i < 8; i++) {
                int release = node.release("text " + i);
                wishes.add(() -> node.deploy(release, 1));
            }

            var outcomes = new ArrayList<DeployOutcome>();
            for (var outcome : people.invokeAll(wishes)) {
                outcomes.add(outcome.get());
            }

            assertThat(outcomes.stream().filter(it -> it instanceof DeployOutcome.Deployed))
                    .hasSize(1);
            assertThat(outcomes.stream().filter(it -> it instanceof DeployOutcome.Stale))
                    .hasSize(7);
        }
    }
}
