package stet.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stet.cli.StetCommand.Misuse;
import stet.client.Exports;
import stet.client.StetException;

/** {@code stet import}. */
@Command(
        name = "import",
        subcommands = ImportPromptsCommand.class,
        description = "Take exported traces in, in files of JSON lines, also zipped, or Parquet. What is there already"
                + " changes nothing, so a break is mended by running the command again.")
final class ImportCommand implements Callable<Integer> {
    private static final int PART_BYTES = 4 * 1024 * 1024;
    private static final int ATTEMPTS = 5;

    private final Surroundings around;

    @Mixin
    Connection connection;

    @Mixin
    ProjectOption project;

    @Mixin
    Output output;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Files as 'stet export' writes them, Parquet by its ending; - is standard input.")
    List<Path> files = List.of();

    @Option(names = "--dry-run", description = "Only say what would come of it.")
    boolean dryRun;

    @Option(
            names = "--from-line",
            paramLabel = "N",
            defaultValue = "1",
            description = "Begin at this line of the only file, where an earlier run stopped.")
    long fromLine;

    private long spans;
    private long scores;
    private long refused;

    @SuppressWarnings("NullAway.Init")
    ImportCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        if (files.isEmpty()) {
            throw new Misuse("name files of traces, or 'prompts' for those of another system");
        }
        if (fromLine < 1 || (fromLine > 1 && files.size() > 1)) {
            throw new Misuse("--from-line counts from 1, and goes with one file");
        }
        var stet = connection.client();
        var exports = stet.exports(project.in(stet));
        for (var file : files) {
            if (file.toString().endsWith(".parquet")) {
                takeParquet(exports, file);
                continue;
            }
            try (var in = open(file)) {
                take(exports, file, in);
            }
        }
        if (!output.asJson(Map.of("spans", spans, "scores", scores, "refused", refused, "dryRun", dryRun))) {
            output.line((dryRun ? "would take in " : "took in ") + spans + " spans and " + scores + " scores, refused "
                    + refused + " lines");
        }
        return refused == 0 ? 0 : StetCommand.REFUSED;
    }

    private InputStream open(Path file) throws IOException {
        if (!file.toString().equals("-") && !Files.isReadable(file)) {
            throw new Misuse(file + " cannot be read");
        }
        var in = new BufferedInputStream(file.toString().equals("-") ? around.in() : Files.newInputStream(file));
        in.mark(2);
        boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return zipped ? new BufferedInputStream(new GZIPInputStream(in, PART_BYTES)) : in;
    }

    private void takeParquet(Exports exports, Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new Misuse(file + " cannot be read");
        }
        if (fromLine > 1) {
            throw new Misuse("--from-line goes with lines of JSON: a Parquet file is taken in whole");
        }
        var whole = Files.readAllBytes(file);
        count(file, 1, sent(file, 1, () -> exports.takeParquet(whole, dryRun)));
    }

    private void take(Exports exports, Path file, InputStream in) throws IOException {
        var part = new ByteArrayOutputStream();
        long line = 1;
        long partStart = 1;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (line >= fromLine) {
                part.write(next);
            } else {
                partStart = line + (next == '\n' ? 1 : 0);
            }
            if (next == '\n') {
                line++;
                if (part.size() >= PART_BYTES) {
                    send(exports, file, part, partStart);
                    partStart = line;
                }
            }
        }
        send(exports, file, part, partStart);
    }

    private void send(Exports exports, Path file, ByteArrayOutputStream part, long firstLine) {
        if (part.size() == 0) {
            return;
        }
        var lines = part.toByteArray();
        part.reset();
        count(file, firstLine, sent(file, firstLine, () -> exports.take(lines, dryRun)));
    }

    private void count(Path file, long firstLine, Exports.Imported done) {
        spans += done.spans();
        scores += done.scores();
        refused += done.refused();
        done.problems()
                .forEach(problem -> around.err()
                        .println(
                                file + ":" + (firstLine - 1 + problem.line()) + ": " + Output.plain(problem.detail())));
        around.err().println(file + ": " + spans + " spans, " + scores + " scores so far");
    }

    private static Exports.Imported sent(Path file, long firstLine, Supplier<Exports.Imported> sending) {
        for (int attempt = 1; ; attempt++) {
            try {
                return sending.get();
            } catch (StetException e) {
                boolean mayPass = e.status() == 0 || e.status() == 429 || e.status() == 503;
                if (!mayPass || attempt == ATTEMPTS) {
                    throw new StetException(
                            e.status(),
                            e.getMessage() + "; stopped at line " + firstLine + " of " + file
                                    + ", go on with --from-line " + firstLine);
                }
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(Duration.ofSeconds(attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StetException(0, "interrupted");
        }
    }
}
