package stet.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import stet.cli.StetCommand.Misuse;
import stet.client.StetClient;
import stet.client.StetException;
import tools.jackson.core.JacksonException;

/** Finds the server and says who is calling. */
final class Connection {
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Surroundings around;

    @Option(names = "--url", paramLabel = "URL", description = "Where the server is, such as http://127.0.0.1:7070.")
    @Nullable
    String url;

    Connection(Surroundings around) {
        this.around = around;
    }

    StetClient client() {
        var address = address();
        return StetClient.to(address, token(address));
    }

    /** {@code --url}, {@code STET_URL}, what the running server announced, or where it listens by default. */
    URI address() {
        String text = Optional.ofNullable(url)
                .or(() -> around.variable("STET_URL"))
                .or(this::announced)
                .orElseGet(() -> "http://127.0.0.1:" + around.port());
        try {
            var address = new URI(text);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException e) {
            // answered below, like a URL of another scheme
        }
        throw new Misuse("'" + text + "' is not a URL such as http://127.0.0.1:7070");
    }

    /** The home folder's token opens this machine's server; no other server must ever see it. */
    private String token(URI address) {
        var given = around.variable("STET_TOKEN").or(() -> around.variable("STET_KEY"));
        if (given.isPresent()) {
            return given.get();
        }
        boolean ours = THIS_MACHINE.contains(address.getHost())
                || announced().filter(it -> it.equals(address.toString())).isPresent();
        if (!ours) {
            throw new Misuse("set STET_TOKEN or STET_KEY to an API key of " + address + ": the token in "
                    + around.home() + " is for the server on this machine only");
        }
        Path file = around.home().resolve("cli-token");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StetException(
                    Files.exists(around.home().resolve("server.json")) ? 401 : 0,
                    "there is no readable " + file
                            + ": start the server with './stet serve', set STET_HOME to its folder, or set STET_KEY to an API key");
        }
    }

    private Optional<String> announced() {
        Path file = around.home().resolve("server.json");
        try {
            return Files.exists(file)
                    ? Output.JSON.readTree(Files.readString(file)).path("url").asStringOpt()
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new Misuse(file + " cannot be read: give --url, or delete it and restart the server");
        }
    }
}
