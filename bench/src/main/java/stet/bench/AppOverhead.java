package stet.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What resolving and rendering a release adds to a call, by the time that the server itself says it added. */
final class AppOverhead {
    static final String APP_CALL =
            "{\"model\":\"app/bench-bot\",\"messages\":[{\"role\":\"user\",\"content\":\"Why was I charged twice?\"}],\"stet\":{\"variables\":{\"company\":\"Acme\"}}}";
    private static final String SYSTEM =
            "You answer customers of Acme. Be kind, be short, quote the invoice. ".repeat(20) + " Be kind.";
    private static final String PLAIN_CALL =
            "{\"model\":\"bench-model\",\"temperature\":0.2,\"messages\":[{\"role\":\"system\",\"content\":\"" + SYSTEM
                    + "\"},{\"role\":\"user\",\"content\":\"Why was I charged twice?\"}]}";

    private final StetServer stet;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    AppOverhead(StetServer stet) {
        this.stet = stet;
    }

    void report(int calls) {
        rounds(calls / 3, new ArrayList<>(), new ArrayList<>());
        var plain = new ArrayList<Double>();
        var app = new ArrayList<Double>();
        rounds(calls, plain, app);
        System.out.printf(
                Locale.ROOT,
                "gateway, %d calls of each kind in turn: a plain call %.0f µs, an app's %.0f µs of stet's own time (medians): %+.0f µs%n",
                calls,
                Medians.median(plain),
                Medians.median(app),
                Medians.median(app) - Medians.median(plain));
    }

    private void rounds(int calls, List<Double> plain, List<Double> app) {
        for (int i = 0; i < calls; i++) {
            plain.add(overheadMicros(PLAIN_CALL));
            app.add(overheadMicros(APP_CALL));
        }
    }

    private double overheadMicros(String body) {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stet.port() + "/v1/chat/completions"))
                            .header("authorization", "Bearer " + stet.key())
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new CannotMeasure("a call was answered " + answer.statusCode() + ": " + answer.body());
            }
            return 1000
                    * Double.parseDouble(
                            answer.headers().firstValue("stet-overhead-ms").orElseThrow());
        } catch (IOException e) {
            throw new CannotMeasure("a call failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("interrupted");
        }
    }
}
