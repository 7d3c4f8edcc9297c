package stet.gateway;

import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;

/** A version of a prompt that a call was made with. */
record UsedPrompt(
        String name, @Nullable String version, @Nullable String digest) {

    /** As a caller names it: {@code name@version}, or the name alone. */
    static UsedPrompt parse(String field, String text) {
        int at = text.lastIndexOf('@');
        if (at == 0 || at == text.length() - 1) {
            throw Problem.Invalid.field(field, "'" + text + "' is not a prompt such as greeting@3");
        }
        return at < 0
                ? new UsedPrompt(text, null, null)
                : new UsedPrompt(text.substring(0, at), text.substring(at + 1), null);
    }
}
