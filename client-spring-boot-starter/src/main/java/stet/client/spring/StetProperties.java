package stet.client.spring;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code stet.*} of an application.
 *
 * @param key a project's API key; without it there are no beans
 */
@ConfigurationProperties("stet")
public record StetProperties(
        @DefaultValue("http://127.0.0.1:7070") URI url,
        String key,
        @DefaultValue("demo") String project,
        @DefaultValue LiveProperties live,
        @DefaultValue ReportProperties reports) {
    /**
     * {@code stet.live.*}.
     *
     * @param copiesIn a folder where documents survive the process
     * @param bundle a resource on the class path, made by {@code stet release bundle}
     * @param told whether the server tells of changes at once
     */
    public record LiveProperties(
            @Nullable Path copiesIn,
            @Nullable String bundle,
            @DefaultValue("2s") Duration longestWait,
            @DefaultValue("1m") Duration refreshEvery,
            @DefaultValue("1000") int most,
            @DefaultValue("true") boolean told) {}

    /** {@code stet.reports.*}. */
    public record ReportProperties(
            @DefaultValue("10000") int most,
            @DefaultValue("200") int batch,
            @DefaultValue("1s") Duration every,
            @DefaultValue("5s") Duration longestClose) {}
}
