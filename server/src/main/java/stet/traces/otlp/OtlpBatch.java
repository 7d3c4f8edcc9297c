package stet.traces.otlp;

import java.util.List;
import stet.traces.conventions.Reported;

/** What one request held. */
record OtlpBatch(List<Reported> spans, List<RejectedSpan> rejected) {}
