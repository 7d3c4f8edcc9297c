package stet.models.wire;

import org.jspecify.annotations.Nullable;
import stet.models.Failure;

/** Puts a reply together from the events of one dialect. */
sealed interface StreamAssembly permits ChatStream, ResponsesStream, MessagesStream {
    /** What an event was. */
    enum Seen {
        CONTENT,
        USAGE_ONLY,
        OTHER
    }

    Seen take(@Nullable String event, String data);

    /** Whether the dialect's end marker has come. */
    boolean ended();

    /** Whether the model had finished, although the end marker may be missing. */
    boolean finished();

    @Nullable
    Failure failure();

    ReplyFacts facts(@Nullable Failure failure);
}
