package stet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void aMedianIsTheMiddleAndOfNothingUnknown() {
        assertThat(Medians.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Medians.median(List.of(1.0, 2.0, Double.NaN, 4.0, 9.0))).isEqualTo(3.0);
        assertThat(Medians.median(List.of())).isNaN();
    }

    @Test
    void aRatioIsTakenWithinARoundSoThatABusyRoundDoesNotBendIt() {
        var samples = new Samples();
        for (double speed : new double[] {1000, 100, 400}) {
            samples.add("direct", 1, "rate", speed);
            samples.add("stet", 1, "rate", speed / 2);
        }

        assertThat(samples.ratio("stet", "direct", 1, "rate")).isEqualTo(0.5);
        assertThat(samples.ratio("stet", "bare", 1, "rate")).isNaN();
    }

    @Test
    void aTableIsAlignedMarkdownAndShowsUnknownFiguresAsADash() {
        var table = new Table("what", "µs");
        table.row("direct", 1234.6);
        table.row("stet", Double.NaN);

        assertThat(table).hasToString("""
                | what   |    µs |
                |--------|------:|
                | direct | 1,235 |
                | stet   |     – |
                """);
    }

    @Test
    void processorTimeIsReadBehindANameThatLooksLikeFields() {
        String stat = "12 (java) S 9) S 1 12 12 0 -1 4194560 1 0 0 0 150 50 0 0 20 0 30 0 100 1 1";

        assertThat(ProcessUse.cpuSeconds(stat)).isEqualTo(2.0);
    }

    @Test
    void aSeriesThatGrowsHasTheSlopeOfItsGrowth() {
        assertThat(Soak.slope(List.of(10.0, 12.0, 14.0, 16.0))).isEqualTo(2.0, within(1e-9));
        assertThat(Soak.slope(List.of(10.0))).isZero();
    }

    @Test
    void anUnknownOptionIsRefusedWithASentence() {
        var options = new Arguments("t").with("rounds", 5, "how often");

        assertThatThrownBy(() -> options.read("--round", "5"))
                .hasMessage("'--round' is not an option; --help lists them");
        assertThatThrownBy(() -> {
                    options.read("--rounds", "many");
                    options.number("rounds", 1, 9);
                })
                .hasMessage("--rounds takes numbers from 1 to 9, not many");
    }

    @Test
    void aStallIsCountedForEveryCallItHeldUp() throws IOException {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon(true).start(() -> answerButStallOnce(server));

            var run = ConstantRate.run(server.getLocalPort(), Connection.post("/", "k", "{}"), 100, 1, 1);

            assertThat(run.failures()).isZero();
            assertThat(run.answers().getTotalCount()).isEqualTo(100);
            assertThat(run.answers().getCountBetweenValues(100_000_000, 60_000_000_000L))
                    .as("calls due during a stall of 400 ms that waited 100 ms or longer")
                    .isGreaterThan(20);
        }
    }

    private static void answerButStallOnce(ServerSocket server) {
        byte[] reply =
                "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        int length = Connection.post("/", "k", "{}").length;
        try (var socket = server.accept()) {
            for (int call = 0; socket.getInputStream().readNBytes(length).length == length; call++) {
                if (call == 10) {
                    Pause.millis(400);
                }
                socket.getOutputStream().write(reply);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
