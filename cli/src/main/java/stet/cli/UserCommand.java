package stet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stet.cli.StetCommand.Misuse;

/** {@code stet user}. */
@Command(name = "user", description = "The people who can sign in.")
final class UserCommand {
    private static final int LONGEST = 8_192;

    private final Surroundings around;

    UserCommand(Surroundings around) {
        this.around = around;
    }

    @Command(name = "add", description = "Let a person in. A password is made up and printed, this once.")
    int add(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = "What they sign in with; their mail address will do.")
                    String name,
            @Option(names = "--administrator", description = "Let them manage everything.") boolean administrator,
            @Option(names = "--password-stdin", description = "Read their password from the input instead.")
                    boolean given) {
        var added = connection.client().people().add(name, given ? firstLine() : null, administrator);
        if (!output.asJson(added)) {
            String password = added.password();
            if (password != null) {
                output.line(password);
            }
            around.err()
                    .println("'" + Output.plain(added.item().name()) + "' can sign in"
                            + (administrator ? ", as an administrator." : ".")
                            + (password == null ? "" : " The password is shown only now."));
        }
        return 0;
    }

    @Command(name = "list", description = "The people who can sign in.")
    int list(@Mixin Connection connection, @Mixin Output output) {
        var people = connection.client().people().list();
        if (!output.asJson(Map.of("items", people))) {
            output.table(
                    List.of("NAME", "ROLE", "ADDED", "LAST SEEN"),
                    people.stream()
                            .map(it -> List.of(
                                    it.name(),
                                    it.administrator() ? "administrator" : "member",
                                    it.createdAt().toString(),
                                    Output.orDash(it.lastSeenAt())))
                            .toList());
        }
        return 0;
    }

    @Command(name = "remove", description = "Take a person out; their sessions end at once.")
    int remove(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = "The person.") String name) {
        connection.client().people().remove(name);
        if (!output.asJson(Map.of("name", name, "removed", true))) {
            output.line("'" + name + "' can no longer sign in.");
        }
        return 0;
    }

    private String firstLine() {
        try {
            String text = new String(around.in().readNBytes(LONGEST), StandardCharsets.UTF_8);
            return text.lines()
                    .findFirst()
                    .filter(it -> !it.isEmpty())
                    .orElseThrow(() -> new Misuse("the input is empty: it must hold the password"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
