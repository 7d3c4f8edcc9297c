package stet.traces;

import java.util.List;
import java.util.UUID;

/** Makes spans of what a feature wrote on the journal as it came, to be read when there is time: not while it is served. */
@FunctionalInterface
public interface RawSpans {
    /** For a server without such a feature. */
    RawSpans NONE = (_, _) -> {
        throw new IllegalArgumentException("nothing in this server reads raw entries");
    };

    /** The spans of one entry; an exception sets the whole entry aside. */
    List<Span> read(UUID projectId, byte[] entry);
}
