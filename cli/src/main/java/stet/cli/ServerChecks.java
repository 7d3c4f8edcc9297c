package stet.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.client.Health;
import stet.client.Providers;
import stet.client.StetClient;
import stet.client.StetException;

/** What can be wrong with the server, asked of the server. */
final class ServerChecks {
    private final Connection connection;
    private final @Nullable Health health;
    private final List<Finding> findings = new ArrayList<>();

    ServerChecks(Connection connection) {
        this.connection = connection;
        this.health = ask();
    }

    boolean isThere() {
        return health != null;
    }

    List<Finding> findings() {
        return findings;
    }

    private @Nullable Health ask() {
        var url = connection.address();
        Health answer;
        try {
            answer = StetClient.to(url, "").health();
        } catch (StetException e) {
            findings.add(Finding.wrong(
                    "server",
                    String.valueOf(e.getMessage()),
                    "start it with './stet serve', or say where it is with --url or STET_URL"));
            return null;
        }
        findings.add(Finding.well("server", url + " is " + answer.status()));
        for (var check : answer.checks()) {
            String detail = check.detail() == null ? "works" : check.detail();
            findings.add(
                    check.ok()
                            ? Finding.well(check.name(), detail)
                            : Finding.wrong(check.name(), detail, "see the server's log"));
        }
        var caller = caller();
        findings.add(caller);
        if (caller.ok()) {
            findings.addAll(providers());
        }
        return answer;
    }

    /** Asks every provider for its models, which costs nothing. */
    private List<Finding> providers() {
        try {
            var stet = connection.client();
            return stet.providers().list().stream()
                    .map(it ->
                            provider(it.name(), it.baseUrl(), stet.providers().test(it.name())))
                    .toList();
        } catch (StetException e) {
            return List.of(Finding.well("providers", "not tested: " + e.getMessage()));
        }
    }

    private static Finding provider(String name, String baseUrl, Providers.Test test) {
        String detail = test.detail() == null ? test.outcome() : test.detail();
        return switch (test.outcome()) {
            case "reachable" -> Finding.well("provider " + name, detail);
            case "refused" ->
                Finding.wrong("provider " + name, detail, "check its key and its base URL, which is " + baseUrl);
            default ->
                Finding.wrong(
                        "provider " + name, detail, "check its base URL, and whether this machine may connect to it");
        };
    }

    private Finding caller() {
        try {
            int projects = connection.client().projects().list().size();
            return Finding.well("caller", "accepted; sees " + projects + (projects == 1 ? " project" : " projects"));
        } catch (StetException | StetCommand.Misuse e) {
            return Finding.wrong(
                    "caller",
                    String.valueOf(e.getMessage()),
                    "set STET_HOME to the server's folder, or STET_KEY to an API key");
        }
    }
}
