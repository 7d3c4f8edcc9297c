package stet;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import stet.access.AccessFeature;
import stet.cli.StetCommand;
import stet.demo.Demo;
import stet.demo.DemoReleases;
import stet.platform.config.Home;
import stet.platform.config.Settings;
import stet.platform.config.StartProblem;

/** Where the process begins: {@code serve} and {@code demo} run a server, everything else is a command to one. */
public final class Main {
    private static final int CANNOT_START = 1;
    private static final int USAGE = 2;

    /** Commands that need a server, and get one of their own for as long as they run when none is there. */
    private static final List<String> NEED_A_SERVER =
            List.of("error", "eval", "key", "project", "provider", "query", "rejected", "session", "trace", "user");

    private Main() {}

    public static void main(String[] arguments) {
        var environment = System.getenv();
        int exit;
        try {
            exit = switch (arguments.length == 0 ? "help" : arguments[0]) {
                case "serve" -> serve(arguments, environment, false);
                case "demo" -> serve(arguments, environment, true);
                case "rehearse" -> Rehearsal.run(environment);
                default -> command(arguments, environment);
            };
        } catch (StartProblem problem) {
            System.err.println(problem.getMessage());
            exit = CANNOT_START;
        }
        System.exit(exit);
    }

    private static int serve(String[] arguments, Map<String, String> environment, boolean demo) {
        if (arguments.length > 1) {
            System.err.println("stet " + arguments[0]
                    + " takes no arguments: it is set by environment variables, see docs/settings.md.");
            return USAGE;
        }
        var settings = Settings.read(environment);
        var stet = Stet.start(new Stet.Start(settings, environment, demo, InstantSource.system()));
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stet.close();
                            stopped.countDown();
                        },
                        "shutdown"));
        URI shown = settings.publicUrl().orElse(stet.url());
        var access = stet.wiring().access;
        if (demo) {
            String key = DemoKey.of(access, settings.home());
            DemoReleases.make(
                    stet.wiring().registry.registry(),
                    stet.wiring().registry.labels(),
                    stet.wiring().releases.deployments(),
                    access.callers().server(),
                    DemoKey.PROJECT);
            stet.later(Demo.start(
                    stet.url(),
                    key,
                    DemoKey.ofCommandLine(settings.home()),
                    stet.wiring().scenario,
                    InstantSource.system()));
            System.out.print(Greeting.ofDemo(shown, access, key));
        } else {
            System.out.print(Greeting.ofServer(shown, access));
        }
        System.out.println("ready " + shown);
        System.out.flush();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static int command(String[] arguments, Map<String, String> environment) {
        boolean alone = arguments.length > 1
                && NEED_A_SERVER.contains(arguments[0])
                && !List.of(arguments).contains("--help")
                && List.of(arguments).stream().noneMatch(it -> it.startsWith("--url"))
                && !environment.containsKey("STET_URL")
                && !Home.isServed(Path.of(environment.getOrDefault("STET_HOME", ".stet")));
        if (!alone) {
            return StetCommand.run(arguments, environment, System.out, System.err);
        }
        var ownPort = new HashMap<>(environment);
        ownPort.put("STET_PORT", "0");
        ownPort.put("STET_HOST", "127.0.0.1");
        try (var stet = Stet.start(new Stet.Start(Settings.read(ownPort), ownPort, false, InstantSource.system()))) {
            ownPort.put("STET_URL", stet.url().toString());
            stet.wiring()
                    .access
                    .newPassword()
                    .ifPresent(password -> System.err.println("This first start made the user '"
                            + AccessFeature.ADMINISTRATOR + "' with the password " + password + " (shown this once)."));
            return StetCommand.run(arguments, ownPort, System.out, System.err);
        }
    }
}
