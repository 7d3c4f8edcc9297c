package stet.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stet.cli.StetCommand.Misuse;
import stet.client.Rejected.Replayed;

/** {@code stet rejected}. */
@Command(name = "rejected", description = "Records that could not be stored, with their reasons.")
final class RejectedCommand {
    /** Which records: one, or many. */
    static final class Which {
        @Parameters(paramLabel = "ID", arity = "0..1", description = "One record, as 'list' shows it.")
        @Nullable
        String id;

        @Option(names = "--all", description = "Every record, or with --source those of one source.")
        boolean all;
    }

    @Command(name = "list", description = "The newest rejected records.")
    int list(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Option(names = "--source", paramLabel = "WORD", description = "Only of this source, such as otlp-traces.")
                    @Nullable
                    String source,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "At most this many, up to 500. Default: ${DEFAULT-VALUE}.")
                    int limit) {
        var stet = connection.client();
        var page = stet.rejected(project.in(stet)).list(limit, source, null);
        if (!output.asJson(page)) {
            output.table(
                    List.of("ID", "REJECTED", "SOURCE", "BYTES", "REASON"),
                    page.items().stream()
                            .map(it -> List.of(
                                    it.id(),
                                    it.rejectedAt().toString(),
                                    it.source(),
                                    Long.toString(it.bytes()),
                                    it.reason()))
                            .toList());
        }
        return 0;
    }

    @Command(name = "show", description = "One rejected record with what was sent.")
    int show(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = "As 'list' shows it.") String id) {
        var stet = connection.client();
        var found = stet.rejected(project.in(stet)).get(id);
        if (!output.asJson(found)) {
            output.line(found.item().source() + ", " + found.item().rejectedAt() + ": "
                    + found.item().reason());
            found.text().lines().forEach(output::line);
        }
        return 0;
    }

    @Command(name = "replay", description = "Send rejected records again, for instance after an update.")
    int replay(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @ArgGroup(exclusive = true, multiplicity = "1") Which which,
            @Option(names = "--source", paramLabel = "WORD", description = "With --all: only of this source.") @Nullable
                    String source) {
        var stet = connection.client();
        var rejected = stet.rejected(project.in(stet));
        Replayed done = which.id == null ? rejected.replayAll(source) : rejected.replay(only(which.id, source));
        if (!output.asJson(done)) {
            output.line(done.stored() + " stored, " + done.rejected() + " still rejected");
            done.reasons().forEach(reason -> output.line("  " + reason));
        }
        return done.rejected() == 0 ? 0 : StetCommand.REFUSED;
    }

    @Command(name = "discard", description = "Remove rejected records for good.")
    int discard(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @ArgGroup(exclusive = true, multiplicity = "1") Which which,
            @Option(names = "--source", paramLabel = "WORD", description = "With --all: only of this source.") @Nullable
                    String source) {
        var stet = connection.client();
        var rejected = stet.rejected(project.in(stet));
        int discarded = 1;
        if (which.id == null) {
            discarded = rejected.discardAll(source);
        } else {
            rejected.discard(only(which.id, source));
        }
        if (!output.asJson(Map.of("discarded", discarded))) {
            output.line(discarded + " discarded");
        }
        return 0;
    }

    private static String only(String id, @Nullable String source) {
        if (source != null) {
            throw new Misuse("--source goes with --all, not with one record");
        }
        return id;
    }
}
