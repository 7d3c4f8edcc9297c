package stet.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import stet.cli.files.FileProblem;
import stet.client.StetException;

/** The command {@code stet} and how it ends: 0 done, 1 refused, 2 asked wrongly, 3 no server. */
@Command(
        name = "stet",
        description = "LLM ops in one server: version, test, watch, take back, learn.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ReleaseCommand.class,
            DeployCommand.class,
            RollbackCommand.class,
            EnvironmentCommand.class,
            TraceCommand.class,
            SessionCommand.class,
            ErrorCommand.class,
            QueryCommand.class,
            ScoreCommand.class,
            ArtifactCommand.class,
            DatasetCommand.class,
            EvalCommand.class,
            MarkCommand.class,
            RejectedCommand.class,
            StorageCommand.class,
            RetentionCommand.class,
            DeleteCommand.class,
            MaskingCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            ScheduleCommand.class,
            PullCommand.class,
            DiffCommand.class,
            PushCommand.class,
            KeyCommand.class,
            ProviderCommand.class,
            PriceCommand.class,
            RecostCommand.class,
            WebhookCommand.class,
            ProjectCommand.class,
            UserCommand.class,
            DoctorCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "'stet serve' starts the server; 'stet demo' starts it with a simulated bot at work.",
            "",
            "The server is found by --url, STET_URL or the server.json that a running server writes into STET_HOME"
                    + " (./.stet unless set).",
            "The caller is STET_TOKEN or STET_KEY, else the cli-token in STET_HOME.",
            "",
            "Exit codes: 0 done, 1 refused or failed, 2 asked wrongly, 3 the server cannot be reached."
        })
public final class StetCommand {
    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;
    static final int DIFFERS = 4;
    static final int STALE = 5;

    private StetCommand() {}

    /** Runs one command to its end and says how it ended. */
    public static int run(String[] args, Map<String, String> env, PrintStream out, PrintStream err) {
        return run(args, new Surroundings(env, System.in, out, err));
    }

    static int run(String[] args, Map<String, String> env, InputStream in, PrintStream out, PrintStream err) {
        return run(args, new Surroundings(env, in, out, err));
    }

    static CommandLine commandLine(Surroundings around) {
        var line = new CommandLine(new StetCommand(), new Commands(around));
        addHelp(line);
        line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(100);
        return line;
    }

    private static void addHelp(CommandLine line) {
        if (line.getCommandSpec().findOption("--help") == null) {
            line.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Show this help.")
                            .build());
        }
        line.getSubcommands().values().forEach(StetCommand::addHelp);
    }

    private static int run(String[] args, Surroundings around) {
        var out = new PrintWriter(around.out(), true, StandardCharsets.UTF_8);
        var err = new PrintWriter(around.err(), true, StandardCharsets.UTF_8);
        var line = commandLine(around)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((e, at, _) -> failed(at, explain(e, err)))
                .setParameterExceptionHandler((e, _) -> failed(e.getCommandLine(), misused(e, err)));
        if (args.length == 0) {
            line.usage(out);
            return USAGE;
        }
        int code = line.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    /** What an evaluation says has the other codes to itself. */
    private static int failed(CommandLine line, int code) {
        return line.getCommandSpec().qualifiedName().startsWith("stet eval") ? REFUSED : code;
    }

    private static int explain(Exception e, PrintWriter err) throws Exception {
        if (e instanceof StetException refusal) {
            err.println("stet: " + Output.plain(refusal.getMessage())
                    + refusal.requestId()
                            .map(id -> " (request " + Output.plain(id) + ")")
                            .orElse(""));
            return refusal.status() == 0 ? UNREACHABLE : REFUSED;
        }
        if (e instanceof FileProblem) {
            err.println("stet: " + Output.plain(e.getMessage()));
            return REFUSED;
        }
        if (e instanceof Misuse) {
            err.println("stet: " + e.getMessage());
            return USAGE;
        }
        throw e;
    }

    private static int misused(ParameterException e, PrintWriter err) {
        err.println("stet: " + e.getMessage());
        err.println("See '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return USAGE;
    }

    /** A command that cannot be carried out as it was given; the message says how to give it. */
    static final class Misuse extends RuntimeException {
        private static final long serialVersionUID = 1;

        Misuse(String message) {
            super(message);
        }
    }

    /** Hands each command what surrounds it. */
    private record Commands(Surroundings around) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (var constructor : type.getDeclaredConstructors()) {
                var parameters = constructor.getParameterTypes();
                if (parameters.length == 1 && parameters[0] == Surroundings.class) {
                    return type.cast(constructor.newInstance(around));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
