/** Takes OpenTelemetry's protocol in: bytes to spans, and what came of them back to bytes. */
@NullMarked
package stet.traces.otlp;

import org.jspecify.annotations.NullMarked;
