package stet.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server's readiness checks found. */
public record Health(String status, List<Check> checks) {
    /** One thing the server needs to work. */
    public record Check(String name, boolean ok, @Nullable String detail) {}

    public Health {
        checks = List.copyOf(checks);
    }

    public boolean ready() {
        return status.equals("ready");
    }
}
