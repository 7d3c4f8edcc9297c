package stet.cli;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stet deploy}. */
@Command(name = "deploy", description = "Make a release live in an environment.")
final class DeployCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    Connection connection;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    ProjectOption project;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    Output output;

    @Parameters(index = "0", paramLabel = "APP", description = "The app.")
    @SuppressWarnings("NullAway.Init")
    String app;

    @Parameters(
            index = "1",
            paramLabel = "RELEASE",
            arity = "0..1",
            defaultValue = "latest",
            description = "Its number, a label, 'latest' or its digest. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    String release;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            defaultValue = "production",
            description = "Where. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    String environment;

    @Option(
            names = {"-r", "--reason"},
            paramLabel = "TEXT",
            description = "Why, for the deploy log.")
    @Nullable
    String reason;

    @Option(names = "--expect", paramLabel = "NUMBER", description = "Refuse if another release is live; 0: if one is.")
    @Nullable
    Integer expect;

    @Option(names = "--break-glass", description = "Deploy in spite of a freeze or of gates; needs a reason.")
    boolean breakGlass;

    @Override
    public void run() {
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("release", release);
        ReleaseCommand.put(wanted, "reason", reason);
        ReleaseCommand.put(wanted, "expected", expect);
        wanted.put("breakGlass", breakGlass);
        var stet = connection.client();
        Deployed.print(output, app, stet.apps(project.in(stet)).deploy(app, environment, wanted));
    }
}
