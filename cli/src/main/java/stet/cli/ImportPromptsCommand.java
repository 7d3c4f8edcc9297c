package stet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stet.cli.StetCommand.Misuse;
import stet.cli.imports.ExportFiles;
import stet.cli.imports.ForeignApi;
import stet.cli.imports.LangfuseApi;
import stet.cli.imports.PromptFiles;
import stet.cli.imports.PromptLayerApi;
import stet.client.StetException;

/** {@code stet import prompts}. */
@Command(
        name = "prompts",
        description = "Take prompts of another system in, with their versions, authors, times and labels. What is there"
                + " already changes nothing, so a break is mended by running the command again.",
        footer = {
            "",
            "Keys are read from PROMPTLAYER_API_KEY, or LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY.",
            "Exit codes: as always, and 1 when something was refused or could not be read."
        })
final class ImportPromptsCommand implements Callable<Integer> {
    private static final String PROMPTLAYER = "promptlayer";
    private static final String FILES = "files";
    private static final Set<String> SYSTEMS = Set.of(PROMPTLAYER, "langfuse", FILES);
    private static final Set<String> FORMATS = Set.of("mustache", "jinja2", "f-string");
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Surroundings around;

    @Mixin
    Connection connection;

    @Mixin
    ProjectOption project;

    @Mixin
    Output output;

    @Option(names = "--from", required = true, paramLabel = "SYSTEM", description = "promptlayer, langfuse or files.")
    String from = "";

    @Parameters(
            paramLabel = "SOURCE",
            arity = "1..*",
            description =
                    "JSON files as the system's API answers them, - for standard input, or the API's address, such as"
                            + " https://api.promptlayer.com; of files a folder.")
    List<String> sources = List.of();

    @Option(names = "--dry-run", description = "Only say what would come of it.")
    boolean dryRun;

    @Option(names = "--move-labels", description = "Also move labels that point elsewhere here.")
    boolean moveLabels;

    @Option(names = "--skip-refused", description = "Let a prompt in without those of its versions that are refused.")
    boolean skipRefused;

    @Option(
            names = "--format",
            paramLabel = "LANGUAGE",
            defaultValue = "mustache",
            description = "The templates' language in files that do not say: mustache, jinja2 or f-string.")
    String format = "mustache";

    @SuppressWarnings("NullAway.Init")
    ImportPromptsCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws IOException {
        if (!SYSTEMS.contains(from)) {
            throw new Misuse("--from is promptlayer, langfuse or files, not '" + from + "'");
        }
        if (!FORMATS.contains(format)) {
            throw new Misuse("--format is mustache, jinja2 or f-string, not '" + format + "'");
        }
        var stet = connection.client();
        var sending = new ImportSending(
                stet.artifacts(project.in(stet)),
                around,
                Map.of("from", from, "dryRun", dryRun, "moveLabels", moveLabels, "skipRefused", skipRefused),
                from.equals(FILES) ? "artifacts" : "items");
        if (from.equals(FILES)) {
            for (String source : sources) {
                var files = PromptFiles.in(folder(source), format);
                files.prompts().forEach(sending);
                files.unread().forEach(sending::unread);
            }
        } else {
            readExports(sending);
        }
        sending.finish();
        var summary = sending.summary();
        if (!output.asJson(summary.json(from, dryRun))) {
            summary.print(output, dryRun);
        }
        return summary.isWhole() ? 0 : StetCommand.REFUSED;
    }

    private void readExports(ImportSending sending) throws IOException {
        var files = new ExportFiles();
        for (String source : sources) {
            if (source.startsWith("https://") || source.startsWith("http://")) {
                live(source, sending);
                continue;
            }
            try (var in = open(source)) {
                files.add(source, in);
            }
        }
        files.prompts().forEach(sending);
    }

    private void live(String source, ImportSending sending) {
        try (var api = new ForeignApi(address(source), headers())) {
            if (from.equals(PROMPTLAYER)) {
                new PromptLayerApi(api).each(sending);
            } else {
                new LangfuseApi(api).each(sending);
            }
        } catch (StetException e) {
            sending.finish();
            throw new StetException(
                    e.status(),
                    e.getMessage() + "; what was read before it is imported: run the same again when it is mended");
        }
    }

    private Map<String, String> headers() {
        if (from.equals(PROMPTLAYER)) {
            return Map.of("X-API-KEY", key("PROMPTLAYER_API_KEY"));
        }
        String pair = key("LANGFUSE_PUBLIC_KEY") + ":" + key("LANGFUSE_SECRET_KEY");
        return Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private String key(String variable) {
        return around.variable(variable)
                .orElseThrow(() -> new Misuse(variable + " is not set: it holds the key that reads the prompts there"));
    }

    private static URI address(String text) {
        try {
            var address = new URI(text);
            String host = address.getHost();
            if (host != null && (address.getScheme().equals("https") || THIS_MACHINE.contains(host))) {
                return address;
            }
        } catch (URISyntaxException e) {
            // answered below, like an address over which a key would travel in the open
        }
        throw new Misuse(
                "'" + text + "' is no address such as https://api.promptlayer.com; http only goes to this machine");
    }

    private InputStream open(String file) throws IOException {
        if (file.equals("-")) {
            return around.in();
        }
        if (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file))) {
            throw new Misuse(file + " is no file that can be read");
        }
        return Files.newInputStream(Path.of(file));
    }

    private static Path folder(String source) {
        var folder = Path.of(source);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new Misuse(source + " is no folder");
        }
        return folder;
    }
}
