package stet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A temporary folder and the processes a benchmark starts; closing it, or ending the benchmark, leaves nothing behind. */
public final class Workplace implements AutoCloseable {
    private static final int ATTEMPTS = 50;

    private final Path folder;
    private final Deque<ServerProcess> servers = new ArrayDeque<>();
    private final Thread hook = Thread.ofPlatform().unstarted(this::clear);

    public Workplace() {
        if (!Files.isReadable(Path.of("/proc/self/stat"))) {
            throw new CannotMeasure("the benchmarks read /proc: run them on Linux");
        }
        try {
            folder = Files.createTempDirectory("stet-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The root of the repository. */
    public static Path root() {
        return Path.of(System.getProperty("stet.root", ".")).toAbsolutePath().normalize();
    }

    public Path folder() {
        return folder;
    }

    public Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ServerProcess start(String name, List<String> command, Map<String, String> environment) {
        var server = ServerProcess.start(name, command, environment, folder);
        synchronized (servers) {
            servers.push(server);
        }
        return server;
    }

    /** Starts a main class of this module in a JVM of its own. */
    public ServerProcess startMain(Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return start(main.getSimpleName(), command, Map.of());
    }

    /** Starts {@code ./stet serve} with a home in the folder and {@code settings} besides. */
    public ServerProcess startStet(Map<String, String> settings) {
        return start("stet", List.of(root().resolve("stet").toString(), "serve"), stetEnvironment(settings));
    }

    public Map<String, String> stetEnvironment(Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        environment.put("STET_HOME", folder.resolve("home").toString());
        environment.put("STET_PORT", "0");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        return environment;
    }

    /** A port that was free a moment ago. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** While the process is being ended from outside, the hook clears up and this does nothing. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return;
        }
        clear();
    }

    private void clear() {
        synchronized (servers) {
            servers.forEach(ServerProcess::close);
            servers.clear();
        }
        for (int attempt = 1; !removed(); attempt++) {
            if (attempt == ATTEMPTS) {
                System.err.println("could not remove " + folder);
                return;
            }
            Pause.millis(100);
        }
    }

    /** Whether the folder is gone; something that is just ending may still write to it. */
    private boolean removed() {
        if (!Files.exists(folder)) {
            return true;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
