package stet.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server that runs in a process of its own, and says {@code ready http://host:port} on a line when it does. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("^ready https?://[^:/]+:([0-9]+).*");
    private static final int KEPT_LINES = 40;

    private final String name;
    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final ArrayDeque<String> lastLines = new ArrayDeque<>();
    private final long startedNanos = System.nanoTime();

    private ServerProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    public static ServerProcess start(String name, List<String> command, Map<String, String> environment, Path folder) {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            var server = new ServerProcess(name, builder.start());
            Thread.ofPlatform().name(name + " output").daemon(true).start(server::read);
            return server;
        } catch (IOException e) {
            throw new CannotMeasure(name + " cannot be started: " + e.getMessage());
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (lastLines) {
                    lastLines.addLast(line);
                    if (lastLines.size() > KEPT_LINES) {
                        lastLines.removeFirst();
                    }
                }
                var ready = READY.matcher(line);
                if (ready.matches()) {
                    port.complete(Integer.valueOf(ready.group(1)));
                }
            }
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
        port.completeExceptionally(new IOException("it ended"));
    }

    /** Waits until it listens and returns where. */
    public int port(Duration patience) {
        try {
            return port.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new CannotMeasure(name + " did not get ready; its last words:\n" + lastWords());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("interrupted");
        }
    }

    public String lastWords() {
        synchronized (lastLines) {
            return String.join("\n", lastLines);
        }
    }

    public long pid() {
        return process.pid();
    }

    public long startedNanos() {
        return startedNanos;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public ProcessUse use() {
        return ProcessUse.of(pid());
    }

    /** Asks it to end, and ends it when it does not within ten seconds. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a command to its end and returns what it printed. */
    public static String run(List<String> command, Map<String, String> environment, Path folder, Duration patience) {
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            var watch = CompletableFuture.runAsync(
                    process::destroyForcibly,
                    CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            watch.cancel(false);
            if (code != 0) {
                throw new CannotMeasure(command.getFirst() + " failed with code " + code + ": " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("interrupted");
        }
    }
}
