package stet.client.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import stet.client.StetClient;
import stet.client.live.Live;
import stet.client.live.Source;
import stet.client.reports.Report;
import stet.client.reports.Reports;

/** The beans that a Spring Boot application gets, where no server answers. */
class StetAutoConfigurationTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(StetAutoConfiguration.class));

    private final ApplicationContextRunner withKey =
            application.withPropertyValues("stet.url=http://127.0.0.1:1", "stet.key=stet_x", "stet.project=billing");

    @Test
    void withoutAKeyThereIsNothing() {
        application.run(
                context -> assertThat(context).doesNotHaveBean(Live.class).doesNotHaveBean(StetHealthIndicator.class));
    }

    @Test
    void withAKeyThereAreClientLiveReportsAndHealth() {
        withKey.run(context -> {
            assertThat(context)
                    .hasSingleBean(StetClient.class)
                    .hasSingleBean(Live.class)
                    .hasSingleBean(Reports.class);
            var health = context.getBean(StetHealthIndicator.class).health();
            assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
            assertThat(health.getDetails()).containsEntry("channel", "none");
        });
    }

    @Test
    void theApplicationsOwnBeanComesFirst() {
        var own = Live.of(URI.create("http://127.0.0.1:1"), "stet_x", "other")
                .told(false)
                .open();
        withKey.withBean("own", Live.class, () -> own)
                .run(context -> assertThat(context.getBean(Live.class)).isSameAs(own));
    }

    @Test
    void aBundleOnTheClassPathStandsInForTheServer() {
        withKey.withPropertyValues("stet.live.bundle=stet-bundle.json", "stet.live.longest-wait=500ms")
                .run(context -> {
                    var release = context.getBean(Live.class).release("billing-bot");
                    assertThat(release.number()).isEqualTo(7);
                    assertThat(release.found().source()).isEqualTo(Source.BUNDLED);
                });
    }

    @Test
    void healthAndBoundsFollowTheProperties() {
        withKey.withPropertyValues(
                        "management.health.stet.enabled=false",
                        "stet.reports.most=3",
                        "stet.reports.longest-close=100ms")
                .run(context -> {
                    assertThat(context).doesNotHaveBean(StetHealthIndicator.class);
                    var reports = context.getBean(Reports.class);
                    for (int i = 0; i < 10; i++) {
                        reports.send(Report.score("accuracy", i).ofSession("s-1"));
                    }
                    assertThat(reports.counts().waiting()).isLessThanOrEqualTo(3);
                });
    }

    @Test
    void whatIsNoDurationIsRefusedAtTheStart() {
        withKey.withPropertyValues("stet.live.longest-wait=soon")
                .run(context -> assertThat(context).hasFailed());
    }
}
