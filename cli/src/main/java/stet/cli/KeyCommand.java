package stet.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stet.cli.StetCommand.Misuse;
import stet.client.Keys;

/** {@code stet key}. */
@Command(name = "key", description = "API keys of applications.")
final class KeyCommand {
    private final Surroundings around;

    KeyCommand(Surroundings around) {
        this.around = around;
    }

    @Command(name = "create", description = "Make an API key and print it, this once.")
    int create(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Option(
                            names = "--name",
                            paramLabel = "TEXT",
                            defaultValue = "command line",
                            description = "What it is for. Default: ${DEFAULT-VALUE}.")
                    String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            description = "application, which is what it is unless given, or developer:"
                                    + " that may also save versions, move labels and deploy.")
                    @Nullable
                    String role) {
        var stet = connection.client();
        String in = project.in(stet);
        var made = role == null ? stet.keys(in).create(name) : stet.keys(in).create(name, role);
        if (!output.asJson(made)) {
            output.line(made.key());
            around.err()
                    .println("Key '" + Output.plain(made.item().name()) + "' of project '" + Output.plain(in)
                            + "'. It is shown only now; stet keeps a hash of it.");
        }
        return 0;
    }

    @Command(name = "list", description = "The keys of a project, newest first.")
    int list(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        var stet = connection.client();
        var keys = stet.keys(project.in(stet)).list();
        if (!output.asJson(Map.of("items", keys))) {
            output.table(
                    List.of("ID", "PREFIX", "ROLE", "NAME", "CREATED", "BY", "LAST USED", "REVOKED"),
                    keys.stream()
                            .map(it -> List.of(
                                    it.id(),
                                    it.prefix(),
                                    Output.orDash(it.role()),
                                    it.name(),
                                    it.createdAt().toString(),
                                    it.createdBy(),
                                    Output.orDash(it.lastUsedAt()),
                                    Output.orDash(it.revokedAt())))
                            .toList());
        }
        return 0;
    }

    @Command(name = "revoke", description = "End a key, at once and for good.")
    int revoke(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "KEY", description = "Its id, or the prefix it is listed with.") String key) {
        var stet = connection.client();
        var keys = stet.keys(project.in(stet));
        String id = key.startsWith("stet_") ? withPrefix(keys.list(), key) : key;
        keys.revoke(id);
        if (!output.asJson(Map.of("id", id, "revoked", true))) {
            output.line("Key " + id + " is revoked.");
        }
        return 0;
    }

    private static String withPrefix(List<Keys.Key> keys, String text) {
        var found = keys.stream().filter(it -> text.startsWith(it.prefix())).toList();
        if (found.size() != 1) {
            String ids = found.stream().map(Keys.Key::id).collect(Collectors.joining(", "));
            throw new Misuse(
                    found.isEmpty()
                            ? "no key of this project starts like that: see 'stet key list'"
                            : "several keys start like that, name one by its id: " + ids);
        }
        return found.getFirst().id();
    }
}
