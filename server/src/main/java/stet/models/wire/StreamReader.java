package stet.models.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.models.Endpoint;
import stet.models.ErrorKind;
import stet.models.Failure;
import stet.models.wire.SseSplitter.RawEvent;
import stet.models.wire.StreamAssembly.Seen;

/**
 * Reads a streamed reply while it is relayed: gives its events one by one, and at the end the facts of the whole. Keeps
 * at most {@link #MAX_EVENT} bytes of one event and {@link #MAX_CONTENT} characters of content; what is beyond is relayed
 * but not kept.
 */
public final class StreamReader {
    public static final int MAX_EVENT = 16 * 1024 * 1024;
    public static final int MAX_CONTENT = 8 * 1024 * 1024;

    private final SseSplitter splitter = new SseSplitter(MAX_EVENT);
    private final StreamAssembly assembly;
    private boolean contentSeen;

    public StreamReader(Endpoint endpoint) {
        var budget = new ContentBudget(MAX_CONTENT);
        assembly = switch (endpoint) {
            case CHAT_COMPLETIONS, COMPLETIONS, EMBEDDINGS -> new ChatStream(budget);
            case RESPONSES -> new ResponsesStream(budget);
            case MESSAGES -> new MessagesStream(budget);
        };
    }

    /** The events that these bytes complete. */
    public List<StreamEvent> feed(byte[] chunk) {
        var events = new ArrayList<StreamEvent>(2);
        splitter.feed(chunk, raw -> events.add(read(raw)));
        return events;
    }

    /** The bytes that were left of an unfinished event, to be called when the connection ended. */
    public List<StreamEvent> finish() {
        var events = new ArrayList<StreamEvent>(1);
        splitter.end(raw -> events.add(read(raw)));
        return events;
    }

    /** Whether the dialect's own end of a stream has come, or an error that ends it. */
    public boolean ended() {
        return assembly.ended() || assembly.failure() != null;
    }

    /** Whether the reply is whole, given how its connection ended; if not, the client must not see a clean end. */
    public boolean complete(boolean connectionEndedCleanly) {
        return ended() || (connectionEndedCleanly && assembly.finished());
    }

    /** What the reply said, as far as it came. */
    public ReplyFacts facts(boolean connectionEndedCleanly) {
        return assembly.facts(failure(connectionEndedCleanly));
    }

    private @Nullable Failure failure(boolean connectionEndedCleanly) {
        if (assembly.failure() != null) {
            return assembly.failure();
        }
        return complete(connectionEndedCleanly)
                ? null
                : new Failure(ErrorKind.TRUNCATED, "the provider's stream broke off before its end");
    }

    private StreamEvent read(RawEvent raw) {
        var data = raw.data();
        if (data == null) {
            return new StreamEvent(raw.raw(), null, false, false);
        }
        var seen = assembly.take(raw.event(), data);
        boolean first = seen == Seen.CONTENT && !contentSeen;
        contentSeen |= first;
        return new StreamEvent(raw.raw(), data, first, seen == Seen.USAGE_ONLY);
    }
}
