package stet.traces.unmapped;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that instrumentation sends and no vocabulary understands.
 *
 * @param scope the instrumentation's name; empty when it did not say
 * @param attribute its name; numbers between dots are written {@code N}
 * @param spans how many spans had it
 * @param exampleTraceId a trace that had it lately
 */
public record UnmappedAttribute(
        String scope,
        @Nullable String scopeVersion,
        String attribute,
        long spans,
        Instant firstSeenAt,
        Instant lastSeenAt,
        String exampleTraceId) {}
