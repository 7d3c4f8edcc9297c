package stet.client.live;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Says what went wrong with a request, fit to show. */
final class Words {
    private static final long LONGEST_WAIT_MS = 60_000;

    private Words() {}

    static String of(String place, @Nullable Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ConnectException) {
            return "nothing answers at " + place + ": is the server running there?";
        }
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return place + " did not answer in time";
        }
        if (cause instanceof IOException) {
            return "the connection to " + place + " broke: " + cause.getMessage();
        }
        return "asking " + place + " failed: " + cause;
    }

    static Entry.Trouble of(String place, int status, byte[] body) {
        String said = problem(body).path("detail").asString("");
        return new Entry.Trouble(status, said.isEmpty() ? place + " answered " + status + " without saying why" : said);
    }

    /** How long the server wants to be left alone. */
    static long waitMs(HttpResponse<?> answer) {
        try {
            var seconds = answer.headers()
                    .firstValue("retry-after")
                    .map(String::strip)
                    .orElse("0");
            return Math.max(0, Math.min(LONGEST_WAIT_MS, Math.multiplyExact(1000L, Long.parseLong(seconds))));
        } catch (ArithmeticException | NumberFormatException e) {
            return 0;
        }
    }

    private static JsonNode problem(byte[] body) {
        try {
            return Held.JSON.readTree(body);
        } catch (JacksonException e) {
            return Held.JSON.createObjectNode();
        }
    }
}
