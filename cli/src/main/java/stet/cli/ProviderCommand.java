package stet.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stet.cli.StetCommand.Misuse;

/** {@code stet provider}. */
@Command(name = "provider", description = "Model providers that the gateway can call.")
final class ProviderCommand {
    private final Surroundings around;

    ProviderCommand(Surroundings around) {
        this.around = around;
    }

    /** Where the provider's key comes from; asked for when none is given. */
    static final class KeySource {
        @Option(names = "--key-stdin", description = "Read the provider's key from standard input.")
        boolean stdin;

        @Option(
                names = "--key-env",
                paramLabel = "VARIABLE",
                description = "Read the provider's key from this environment variable.")
        @Nullable
        String env;

        @Option(
                names = "--key",
                paramLabel = "KEY",
                description = "The provider's key itself; your shell may remember it.")
        @Nullable
        String key;

        @Option(names = "--no-key", description = "Send no key; one saved before stays.")
        boolean none;
    }

    @Command(
            name = "add",
            description = "Save a provider, or change a saved one. Asks for its key unless told where it is.")
    int add(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = "How models name it: NAME/model.") String name,
            @Option(
                            names = "--base-url",
                            paramLabel = "URL",
                            required = true,
                            description = "Where it is, such as https://api.openai.com/v1.")
                    String baseUrl,
            @Option(
                            names = "--dialect",
                            paramLabel = "DIALECT",
                            defaultValue = "openai",
                            description = "What it speaks: openai or anthropic. Default: ${DEFAULT-VALUE}.")
                    String dialect,
            @Option(
                            names = "--stream-usage",
                            paramLabel = "true|false",
                            description =
                                    "Whether to ask it for the usage of streams; some servers refuse to be asked. A change keeps what is saved.")
                    @Nullable
                    Boolean streamUsage,
            @ArgGroup(exclusive = true) @Nullable KeySource source) {
        var stet = connection.client();
        var saved = stet.providers().put(name, dialect, baseUrl, key(source).orElse(null), streamUsage);
        if (!output.asJson(saved)) {
            output.line("Provider '" + saved.name() + "' is saved. Try it: stet provider test " + saved.name());
        }
        return 0;
    }

    @Command(name = "list", description = "The providers there are.")
    int list(@Mixin Connection connection, @Mixin Output output) {
        var providers = connection.client().providers().list();
        if (!output.asJson(Map.of("items", providers))) {
            output.table(
                    List.of("NAME", "DIALECT", "BASE URL", "KEY", "FROM", ""),
                    providers.stream()
                            .map(it -> List.of(
                                    it.name(),
                                    it.dialect(),
                                    it.baseUrl(),
                                    it.keySet() ? Output.orDash(it.keyHint()) : "none",
                                    it.source(),
                                    (it.isDefault() ? "default " : "") + (it.simulated() ? "simulated" : "")))
                            .toList());
        }
        return 0;
    }

    @Command(name = "test", description = "Ask a provider for its models; ends with 1 when it does not answer.")
    int test(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = "The provider.") String name) {
        var test = connection.client().providers().test(name);
        boolean reachable = test.outcome().equals("reachable");
        if (!output.asJson(test)) {
            var models = test.models() == null ? List.<String>of() : test.models();
            output.line(name + " is " + test.outcome() + " (" + Math.round(test.durationMs()) + " ms)"
                    + (test.detail() == null || test.detail().isEmpty() ? "" : ": " + test.detail()));
            models.forEach(model -> output.line("  " + model));
        }
        return reachable ? 0 : StetCommand.REFUSED;
    }

    private Optional<String> key(@Nullable KeySource source) {
        if (source == null) {
            return Optional.of(prompted());
        }
        if (source.none) {
            return Optional.empty();
        }
        if (source.key != null) {
            return Optional.of(source.key);
        }
        if (source.env != null) {
            String variable = source.env;
            return Optional.of(around.variable(variable)
                    .orElseThrow(() -> new Misuse("the environment variable " + variable + " is not set")));
        }
        return Optional.of(fromInput());
    }

    private String fromInput() {
        try {
            var lines = new BufferedReader(new InputStreamReader(around.in(), StandardCharsets.UTF_8));
            String line = lines.readLine();
            if (line == null || line.isBlank()) {
                throw new Misuse("standard input holds no key");
            }
            return line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String prompted() {
        var console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(() -> new Misuse(
                        "nobody is there to type the key: give --key-stdin, --key-env VARIABLE or --no-key"));
        char[] typed = console.readPassword("The provider's key (not shown): ");
        if (typed == null || typed.length == 0) {
            throw new Misuse("no key was typed: give --no-key to send none");
        }
        return new String(typed).strip();
    }
}
