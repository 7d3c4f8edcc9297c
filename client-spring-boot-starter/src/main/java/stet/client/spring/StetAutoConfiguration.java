package stet.client.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import stet.client.StetClient;
import stet.client.live.Live;
import stet.client.reports.Mask;
import stet.client.reports.Reports;

/** The client's beans, as soon as {@code stet.key} is set; each gives way to one of the application's own. */
@AutoConfiguration
@ConditionalOnProperty("stet.key")
@EnableConfigurationProperties(StetProperties.class)
public class StetAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    StetClient stetClient(StetProperties stet) {
        return StetClient.to(stet.url(), stet.key());
    }

    @Bean
    @ConditionalOnMissingBean
    Live stetLive(StetProperties stet, ResourceLoader resources) {
        var options = Live.of(stet.url(), stet.key(), stet.project())
                .longestWait(stet.live().longestWait())
                .refreshEvery(stet.live().refreshEvery())
                .most(stet.live().most())
                .told(stet.live().told());
        var folder = stet.live().copiesIn();
        if (folder != null) {
            options.copiesIn(folder);
        }
        var bundle = stet.live().bundle();
        var loader = resources.getClassLoader();
        if (bundle != null && loader != null) {
            options.bundled(loader, bundle);
        }
        return options.open();
    }

    /** With a bean of type {@link Mask}, every text passes through it. */
    @Bean
    @ConditionalOnMissingBean
    Reports stetReports(StetProperties stet, ObjectProvider<Mask> mask) {
        var options = Reports.to(stet.url(), stet.key(), stet.project())
                .most(stet.reports().most())
                .batch(stet.reports().batch())
                .every(stet.reports().every())
                .longestClose(stet.reports().longestClose());
        mask.ifAvailable(options::masked);
        return options.open();
    }

    /** Where the application tells of its health. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    @ConditionalOnProperty(name = "management.health.stet.enabled", matchIfMissing = true)
    static class HealthConfiguration {
        @Bean
        @ConditionalOnMissingBean
        StetHealthIndicator stetHealthIndicator(Live live, Reports reports) {
            return new StetHealthIndicator(live, reports);
        }
    }
}
