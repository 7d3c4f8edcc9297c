package stet.traces.otlp;

import stet.traces.conventions.Reported;

/** One record while it is decoded: filled in by either format, then judged once. */
interface Draft<T> {
    /** The record, or a {@link BadRecord} with the reason why it cannot be one. */
    T judge(Reported.Origin origin);
}
