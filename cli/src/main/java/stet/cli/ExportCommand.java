package stet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stet.cli.StetCommand.Misuse;
import stet.client.StetException;
import stet.client.TraceQuery;

/** {@code stet export}. */
@Command(
        name = "export",
        description =
                "Whole traces, oldest first, as lines of JSON or Parquet. With --out it goes on after a break: run the same command again.")
final class ExportCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    Connection connection;

    @Mixin
    ProjectOption project;

    @Mixin
    TraceFilter filter;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Started before: 30m, 24h or 7d ago, or a time in RFC 3339.")
    @Nullable
    String until;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description =
                    "The file to write, which appears when it is whole, or the folder of Parquet files. Standard output unless given.")
    @Nullable
    Path file;

    @Option(
            names = "--format",
            paramLabel = "WORD",
            defaultValue = "jsonl",
            description = "jsonl, or parquet, which needs --out. Default: ${DEFAULT-VALUE}.")
    String format = "jsonl";

    @SuppressWarnings("NullAway.Init")
    ExportCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        var query = filter.on(TraceQuery.all());
        if (until != null) {
            query = query.where(
                    "to",
                    TraceFilter.time("--until", until, InstantSource.system()).toString());
        }
        if (!format.equals("jsonl") && !format.equals("parquet")) {
            throw new Misuse("--format is '" + format + "'; give jsonl or parquet");
        }
        boolean parquet = format.equals("parquet");
        if (parquet && file == null) {
            throw new Misuse("Parquet comes in parts: give the folder to write them to with --out");
        }
        var stet = connection.client();
        var exports = stet.exports(project.in(stet));
        if (parquet && file != null) {
            new ExportFolder(file, filter.words(until), around.err()).write(exports, query);
            return 0;
        }
        if (file == null) {
            try (var lines = exports.lines(query)) {
                lines.transferTo(around.out());
            } catch (IOException e) {
                throw new StetException(0, "the connection broke before the export was whole: " + e.getMessage());
            }
            around.out().flush();
            return 0;
        }
        new ExportFile(file, filter.words(until), around.err()).write(exports, query);
        return 0;
    }
}
