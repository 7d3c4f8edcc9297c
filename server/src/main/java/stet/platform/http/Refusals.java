package stet.platform.http;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How an operation's refusals are written: as problem JSON, unless its protocol has a form of its own. */
@FunctionalInterface
public interface Refusals {
    /**
     * @param header the value of a header of the request, or null
     */
    Answer answer(Problem problem, String requestId, Function<String, @Nullable String> header);
}
