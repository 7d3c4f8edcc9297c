package stet.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import stet.platform.outbound.Network;

class SettingsTest {
    private static final Path MANUAL = Path.of("../docs/settings.md");
    private static final Pattern LINE =
            Pattern.compile("\\| `(STET_[A-Z_]+)` \\| (?:`([^`]*)`|none) \\| ([^|]+) \\| [^|]+ \\|");
    private static final Pattern BOUNDS = Pattern.compile("(\\d+) to (\\d+)");
    private static final Pattern VARIABLE = Pattern.compile("\\b(?:STET_[A-Z_]*[A-Z]|[A-Z]+_(?:API_KEY|BASE_URL))\\b");
    private static final long MIB = 1024 * 1024;

    /** A line of the manual's table of the server's settings. */
    record Documented(String variable, @Nullable String otherwise, String allowed) {}

    record Bounded(String variable, long least, long most) {}

    @Test
    void nothingSetMeansTheDefaults() {
        assertThat(Settings.read(Map.of()))
                .usingRecursiveComparison()
                .isEqualTo(new Settings(
                        Path.of("").toAbsolutePath().resolve(".stet"),
                        "127.0.0.1",
                        7070,
                        Optional.of(new SidePort(4317, false)),
                        Optional.of(new SidePort(4318, false)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        64 * MIB,
                        64 * MIB,
                        Duration.ofSeconds(60),
                        256 * MIB,
                        95,
                        0,
                        Duration.ofSeconds(300),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(900),
                        256 * MIB,
                        8 * MIB,
                        256 * MIB,
                        Duration.ofSeconds(20),
                        1000,
                        List.of(),
                        false));
    }

    @Test
    void everySettingIsReadFromItsVariable() {
        var given = Map.ofEntries(
                Map.entry("STET_HOME", "/srv/stet/"),
                Map.entry("STET_HOST", "0.0.0.0"),
                Map.entry("STET_PORT", "0"),
                Map.entry("STET_OTLP_GRPC_PORT", "14317"),
                Map.entry("STET_OTLP_HTTP_PORT", "off"),
                Map.entry("STET_PUBLIC_URL", "https://stet.example.com/"),
                Map.entry("STET_ADMIN_PASSWORD", "open sesame"),
                Map.entry("STET_RECORDS_URL", "postgres://db/stet"),
                Map.entry("STET_SECRET_KEY", "AAAA"),
                Map.entry("STET_PRICES", "prices.json"),
                Map.entry("STET_EXPORT_FOLDER", "/srv/exports"),
                Map.entry("STET_SIMULATED", "true"),
                Map.entry("STET_SCENARIO", "scenario.json"),
                Map.entry("STET_GATEWAY_BODY_MIB", "1"),
                Map.entry("STET_INGEST_BODY_MIB", "2"),
                Map.entry("STET_BODY_SECONDS", "3"),
                Map.entry("STET_HELD_BODIES_MIB", "65536"),
                Map.entry("STET_HEAP_PERCENT", "80"),
                Map.entry("STET_JOURNAL_MIB", "1024"),
                Map.entry("STET_FIRST_BYTE_SECONDS", "4"),
                Map.entry("STET_FALLBACK_SECONDS", "9"),
                Map.entry("STET_TOTAL_SECONDS", "86400"),
                Map.entry("STET_WAITING_CALLS_MIB", "7"),
                Map.entry("STET_CAPTURE_MIB", "5"),
                Map.entry("STET_STORE_MEMORY_MIB", "1048576"),
                Map.entry("STET_QUERY_SECONDS", "6"),
                Map.entry("STET_EVENT_STREAMS", "50"),
                Map.entry("STET_OUTBOUND_ALLOW", "10.1.0.0/16, ::1"),
                Map.entry("STET_LOG", " json "));

        assertThat(Settings.read(given))
                .usingRecursiveComparison()
                .isEqualTo(new Settings(
                        Path.of("/srv/stet"),
                        "0.0.0.0",
                        0,
                        Optional.of(new SidePort(14317, true)),
                        Optional.empty(),
                        Optional.of(URI.create("https://stet.example.com")),
                        Optional.of("open sesame"),
                        Optional.of("postgres://db/stet"),
                        Optional.of("AAAA"),
                        Optional.of(Path.of("prices.json")),
                        Optional.of(Path.of("/srv/exports")),
                        true,
                        Optional.of(Path.of("scenario.json")),
                        MIB,
                        2 * MIB,
                        Duration.ofSeconds(3),
                        65536 * MIB,
                        80,
                        1024 * MIB,
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(86400),
                        7 * MIB,
                        5 * MIB,
                        1048576 * MIB,
                        Duration.ofSeconds(6),
                        50,
                        List.of(Network.parse("10.1.0.0/16"), Network.parse("::1")),
                        true));
    }

    @Test
    void anEmptyValueCountsAsNotSet() {
        var empty = new HashMap<String, String>();
        documented().forEach(it -> empty.put(it.variable(), " "));

        assertThat(Settings.read(empty)).isEqualTo(Settings.read(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            STET_PORT       | web               | which is not a whole number from 0 to 65535
            STET_PORT       | 70000             | which is not a whole number from 0 to 65535
            STET_PORT       | 99999999999       | which is not a whole number from 0 to 65535
            STET_BODY_SECONDS | 1.5             | which is not a whole number from 1 to 3600
            STET_PUBLIC_URL | stet.example.com  | which is not a URL such as https://stet.example.com
            STET_PUBLIC_URL | ftp://example.com | which is not a URL such as https://stet.example.com
            STET_PUBLIC_URL | http://a b        | which is not a URL such as https://stet.example.com
            STET_SIMULATED  | yes               | which is not one of true, false
            STET_LOG        | JSON              | which is not one of text, json
            """)
    void aWrongValueIsNamedWithWhatIsRight(String variable, String value, String why) {
        assertThatExceptionOfType(StartProblem.class)
                .isThrownBy(() -> Settings.read(Map.of(variable, value)))
                .withMessage(variable + " is '" + value + "', " + why + ".");
    }

    @ParameterizedTest
    @CsvSource({"STET_HOME", "STET_PRICES", "STET_SCENARIO"})
    void whatIsNoPathIsNamed(String variable) {
        assertThatExceptionOfType(StartProblem.class)
                .isThrownBy(() -> Settings.read(Map.of(variable, "a\0b")))
                .withMessage(variable + " is 'a\0b', which is not a path.");
    }

    @Test
    void aWrongNetworkIsNamed() {
        assertThatExceptionOfType(StartProblem.class)
                .isThrownBy(() -> Settings.read(Map.of("STET_OUTBOUND_ALLOW", "10.0.0.0/8, localhost")))
                .withMessage("STET_OUTBOUND_ALLOW has 'localhost', which is not a network such as 10.0.0.0/8.");
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertThatExceptionOfType(StartProblem.class)
                .isThrownBy(() -> Settings.read(Map.of("STET_PORT", "-1", "STET_LOG", "xml")))
                .withMessage("STET_PORT is '-1', which is not a whole number from 0 to 65535; "
                        + "STET_LOG is 'xml', which is not one of text, json.");
    }

    @Test
    void itsTextShowsNoSecret() {
        var settings = Settings.read(Map.of(
                "STET_ADMIN_PASSWORD", "hush-1",
                "STET_SECRET_KEY", "hush-2",
                "STET_RECORDS_URL", "postgres://stet:hush-3@db/stet"));

        assertThat(settings.toString()).doesNotContain("hush");
    }

    @Test
    void theManualListsTheVariablesThatAreReadAndNoOthers() {
        var read = new TreeSet<String>();
        Settings.read(new HashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            public @Nullable String get(@Nullable Object name) {
                read.add(String.valueOf(name));
                return null;
            }
        });

        assertThat(documented()).extracting(Documented::variable).containsExactlyInAnyOrderElementsOf(read);
    }

    @ParameterizedTest
    @MethodSource("documented")
    void theManualShowsTheDefault(Documented line) {
        var otherwise = line.otherwise();
        var unset = Settings.read(Map.of());
        if (otherwise == null) {
            var something = switch (line.variable()) {
                case "STET_PUBLIC_URL" -> "https://stet.example.com";
                case "STET_OUTBOUND_ALLOW" -> "10.0.0.0/8";
                default -> "something";
            };
            assertThat(Settings.read(Map.of(line.variable(), something))).isNotEqualTo(unset);
        } else {
            assertThat(Settings.read(Map.of(line.variable(), otherwise))).isEqualTo(unset);
        }
    }

    @ParameterizedTest
    @MethodSource("bounded")
    void theManualShowsTheBounds(Bounded line) {
        var least = Settings.read(Map.of(line.variable(), Long.toString(line.least())));
        var most = Settings.read(Map.of(line.variable(), Long.toString(line.most())));

        assertThat(least).isNotEqualTo(most);
        for (long beyond : List.of(line.least() - 1, line.most() + 1)) {
            assertThatExceptionOfType(StartProblem.class)
                    .isThrownBy(() -> Settings.read(Map.of(line.variable(), Long.toString(beyond))))
                    .withMessage("%s is '%d', which is not a whole number from %d to %d."
                            .formatted(line.variable(), beyond, line.least(), line.most()));
        }
    }

    @Test
    void theManualNamesEveryVariableOfTheProgram() throws IOException {
        var used = new TreeSet<String>();
        for (var part :
                List.of("../stet", "../server/src/main/java", "../cli/src/main/java", "../client/src/main/java")) {
            try (var files = Files.walk(Path.of(part))) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> VARIABLE.matcher(text(file)).results().forEach(it -> used.add(it.group())));
            }
        }

        assertThat(used).hasSizeGreaterThan(30);
        assertThat(text(MANUAL)).contains(used);
    }

    static List<Documented> documented() {
        var lines = new ArrayList<Documented>();
        LINE.matcher(text(MANUAL))
                .results()
                .forEach(it -> lines.add(new Documented(it.group(1), it.group(2), it.group(3))));
        return lines;
    }

    static Stream<Bounded> bounded() {
        return documented().stream()
                .flatMap(it -> BOUNDS.matcher(it.allowed())
                        .results()
                        .map(bounds -> new Bounded(
                                it.variable(), Long.parseLong(bounds.group(1)), Long.parseLong(bounds.group(2)))));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
