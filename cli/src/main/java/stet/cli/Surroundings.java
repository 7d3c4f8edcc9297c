package stet.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a command finds around it: environment, input and output. */
record Surroundings(Map<String, String> env, InputStream in, PrintStream out, PrintStream err) {
    Surroundings {
        env = Map.copyOf(env);
    }

    /** An environment variable that is set to something. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(env.get(name)).map(String::strip).filter(it -> !it.isEmpty());
    }

    /** The folder of the server on this machine. */
    Path home() {
        return Path.of(variable("STET_HOME").orElse(".stet")).toAbsolutePath().normalize();
    }

    int port() {
        try {
            return Integer.parseInt(variable("STET_PORT").orElse("7070"));
        } catch (NumberFormatException e) {
            throw new StetCommand.Misuse("STET_PORT is '" + env.get("STET_PORT") + "', which is not a port");
        }
    }

    /** Environments hold secrets. */
    @Override
    public String toString() {
        return "Surroundings[home=" + home() + "]";
    }
}
