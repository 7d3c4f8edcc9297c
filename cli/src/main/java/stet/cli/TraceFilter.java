package stet.cli;

import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import stet.cli.StetCommand.Misuse;
import stet.client.TraceQuery;

/** Which traces a command is about. */
final class TraceFilter {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhd])");

    private final InstantSource clock = InstantSource.system();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Started at or after: 30m, 24h or 7d ago, or a time in RFC 3339.")
    @Nullable
    String since;

    @Option(
            names = {"-q", "--search"},
            paramLabel = "TEXT",
            description = "Containing this text.")
    @Nullable
    String search;

    @Option(names = "--status", paramLabel = "STATUS", description = "ok, error or running.")
    @Nullable
    String status;

    @Option(names = "--model", paramLabel = "MODEL", description = "That called this model; may repeat.")
    List<String> models = List.of();

    @Option(names = "--provider", paramLabel = "NAME", description = "That called this provider; may repeat.")
    List<String> providers = List.of();

    @Option(names = "--tag", paramLabel = "TAG", description = "With this tag; may repeat.")
    List<String> tags = List.of();

    @Option(names = "--user", paramLabel = "ID", description = "Of this user.")
    @Nullable
    String user;

    @Option(names = "--session", paramLabel = "ID", description = "Of this session.")
    @Nullable
    String session;

    @Option(names = "--environment", paramLabel = "NAME", description = "In this environment.")
    @Nullable
    String environment;

    @Option(
            names = "--where",
            paramLabel = "FILTER",
            description = "A filter such as 'model = gpt-5 and not tag = vip'.")
    @Nullable
    String where;

    TraceQuery on(TraceQuery query) {
        var asked = with(query, "q", search);
        asked = with(asked, "where", where);
        asked = with(
                asked,
                "from",
                since == null ? null : time("--since", since, clock).toString());
        asked = with(asked, "status", status);
        asked = with(asked, "user", user);
        asked = with(asked, "session", session);
        asked = with(asked, "environment", environment);
        asked = withEach(asked, "model", models);
        asked = withEach(asked, "provider", providers);
        return withEach(asked, "tag", tags);
    }

    /** The same words for the same choice, whenever it is made. */
    String words(@Nullable String until) {
        return String.join(
                " ",
                String.valueOf(since),
                String.valueOf(until),
                String.valueOf(search),
                String.valueOf(status),
                String.valueOf(user),
                String.valueOf(session),
                String.valueOf(environment),
                String.valueOf(where),
                String.valueOf(models),
                String.valueOf(providers),
                String.valueOf(tags));
    }

    static Instant time(String option, String text, InstantSource clock) {
        var ago = AGO.matcher(text);
        if (ago.matches()) {
            var unit = switch (ago.group(2)) {
                case "s" -> ChronoUnit.SECONDS;
                case "m" -> ChronoUnit.MINUTES;
                case "h" -> ChronoUnit.HOURS;
                default -> ChronoUnit.DAYS;
            };
            return clock.instant().minus(unit.getDuration().multipliedBy(Long.parseLong(ago.group(1))));
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Misuse(option + " is '" + text + "': give 30m, 24h, 7d or a time such as 2026-11-23T10:00:00Z");
        }
    }

    private static TraceQuery with(TraceQuery query, String name, @Nullable String value) {
        return value == null ? query : query.where(name, value);
    }

    private static TraceQuery withEach(TraceQuery query, String name, List<String> values) {
        var asked = query;
        for (String value : values) {
            asked = asked.where(name, value);
        }
        return asked;
    }
}
