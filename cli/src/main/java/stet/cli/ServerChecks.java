package stet.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.client.Health;
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
        findings.add(caller());
        return answer;
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
