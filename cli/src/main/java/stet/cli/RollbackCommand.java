package stet.cli;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stet rollback}. */
@Command(name = "rollback", description = "Go back to the release that was live before, or an earlier one.")
final class RollbackCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    Connection connection;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    ProjectOption project;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    Output output;

    @Parameters(paramLabel = "APP", description = "The app.")
    @SuppressWarnings("NullAway.Init")
    String app;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            defaultValue = "production",
            description = "Where. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    String environment;

    @Option(names = "--to", paramLabel = "NUMBER", description = "The release; the previous one unless given.")
    @Nullable
    Integer to;

    @Option(
            names = {"-r", "--reason"},
            paramLabel = "TEXT",
            description = "Why, for the deploy log.")
    @Nullable
    String reason;

    @Option(names = "--expect", paramLabel = "NUMBER", description = "Refuse if another release is live.")
    @Nullable
    Integer expect;

    @Override
    public void run() {
        var wanted = new LinkedHashMap<String, Object>();
        ReleaseCommand.put(wanted, "to", to);
        ReleaseCommand.put(wanted, "reason", reason);
        ReleaseCommand.put(wanted, "expected", expect);
        var stet = connection.client();
        Deployed.print(output, app, stet.apps(project.in(stet)).rollback(app, environment, wanted));
    }
}
