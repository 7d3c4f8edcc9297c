package stet.traces.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of the list of traces, newest first; {@code nextCursor} leads to older ones if there are any. */
public record TracePage(List<TraceRow> items, @Nullable String nextCursor) {}
