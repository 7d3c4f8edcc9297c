package stet.cli;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stet doctor}: says what is wrong and what to do about it. */
@Command(
        name = "doctor",
        description =
                "Check Java, the home folder, the port, the running server and its providers; ends with 1 when something is wrong, 3 when no server runs.")
final class DoctorCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Output output;

    DoctorCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        var findings = new ArrayList<Finding>();
        findings.add(MachineChecks.java(Runtime.version().feature()));
        findings.addAll(MachineChecks.home(around.home()));
        var server = new ServerChecks(connection);
        boolean runs = server.isThere();
        if (!runs) {
            findings.add(MachineChecks.port(around.port()));
        }
        findings.addAll(server.findings());
        boolean well = findings.stream().allMatch(Finding::ok);
        if (!output.asJson(Map.of("ok", well, "checks", findings))) {
            for (var finding : findings) {
                output.line((finding.ok() ? "ok    " : "WRONG ") + finding.name() + ": " + finding.detail());
                if (finding.fix() != null) {
                    output.line("      -> " + finding.fix());
                }
            }
        }
        boolean onlyServerMissing =
                !runs && findings.stream().filter(it -> !it.ok()).count() == 1;
        return well ? 0 : onlyServerMissing ? StetCommand.UNREACHABLE : StetCommand.REFUSED;
    }
}
