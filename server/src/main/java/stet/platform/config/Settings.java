package stet.platform.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stet.platform.outbound.Network;

/**
 * Everything an operator may set, read once from the environment. {@code docs/settings.md} lists the same names and defaults.
 *
 * @param home where stet keeps its files
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param otlpGrpcPort another port for telemetry, where exporters expect gRPC; absent: none
 * @param otlpHttpPort another port for telemetry, where exporters expect HTTP; absent: none
 * @param publicUrl how users reach this server, for links; absent: host and port
 * @param adminPassword the administrator's password at first boot; absent: a random one is printed
 * @param recordsUrl the PostgreSQL database of records; absent: SQLite in the home
 * @param secretKey the key that encrypts provider keys, in base64; absent: a file in the home
 * @param prices a file that overrides built-in prices
 * @param exportFolder the folder below which scheduled exports may lie; absent: none may
 * @param simulated whether the simulated provider is there
 * @param scenario a scenario file for the simulated provider; absent: the built-in one
 * @param gatewayBodyLimit the most bytes of one gateway request
 * @param ingestBodyLimit the most bytes of one telemetry request, also after decompression
 * @param bodyDeadline the most time a request's body may take to arrive
 * @param heldBodies the most bytes of all request bodies held at once
 * @param firstByteTimeout how long a provider may stay silent before its first byte
 * @param fallbackTimeout how long it may stay silent when another model can be asked instead
 * @param heapPercent how much of the heap may be in use before telemetry is sent back
 * @param journalLimit how large the journal may be before telemetry is sent back, in bytes; 0 for as large as the disk
 * @param totalTimeout how long a whole provider call may take
 * @param waitingCalls the most bytes of ended calls that may wait for their record
 * @param captureLimit the most bytes of one provider reply kept for its record
 * @param storeMemory the most memory the embedded telemetry store may use, in bytes
 * @param queryTimeout how long one question to the telemetry store may take
 * @param eventStreams how many streams of events may be open at once
 * @param outboundAllowed networks that are not of the internet and may be sent to all the same
 * @param jsonLogs whether log lines are JSON
 */
public record Settings(
        Path home,
        String host,
        int port,
        Optional<SidePort> otlpGrpcPort,
        Optional<SidePort> otlpHttpPort,
        Optional<URI> publicUrl,
        Optional<String> adminPassword,
        Optional<String> recordsUrl,
        Optional<String> secretKey,
        Optional<Path> prices,
        Optional<Path> exportFolder,
        boolean simulated,
        Optional<Path> scenario,
        long gatewayBodyLimit,
        long ingestBodyLimit,
        Duration bodyDeadline,
        long heldBodies,
        int heapPercent,
        long journalLimit,
        Duration firstByteTimeout,
        Duration fallbackTimeout,
        Duration totalTimeout,
        long waitingCalls,
        long captureLimit,
        long storeMemory,
        Duration queryTimeout,
        int eventStreams,
        List<Network> outboundAllowed,
        boolean jsonLogs) {

    /** Reads every setting; a wrong one is named together with all other wrong ones. */
    public static Settings read(Map<String, String> environment) {
        var in = new SettingsReader(environment);
        int port = in.number("STET_PORT", 7070, 0, 65535);
        var settings = new Settings(
                in.path("STET_HOME").orElse(Path.of(".stet")).toAbsolutePath().normalize(),
                in.text("STET_HOST").orElse("127.0.0.1"),
                port,
                in.sidePort("STET_OTLP_GRPC_PORT", 4317, port != 0),
                in.sidePort("STET_OTLP_HTTP_PORT", 4318, port != 0),
                in.url("STET_PUBLIC_URL"),
                in.text("STET_ADMIN_PASSWORD"),
                in.text("STET_RECORDS_URL"),
                in.text("STET_SECRET_KEY"),
                in.path("STET_PRICES"),
                in.path("STET_EXPORT_FOLDER"),
                in.flag("STET_SIMULATED", false),
                in.path("STET_SCENARIO"),
                in.mebibytes("STET_GATEWAY_BODY_MIB", 64, 1, 1024),
                in.mebibytes("STET_INGEST_BODY_MIB", 64, 1, 1024),
                in.seconds("STET_BODY_SECONDS", 60, 1, 3600),
                in.mebibytes("STET_HELD_BODIES_MIB", 256, 1, 65536),
                in.number("STET_HEAP_PERCENT", 95, 1, 100),
                in.mebibytes("STET_JOURNAL_MIB", 0, 0, 1048576),
                in.seconds("STET_FIRST_BYTE_SECONDS", 300, 1, 3600),
                in.seconds("STET_FALLBACK_SECONDS", 60, 1, 3600),
                in.seconds("STET_TOTAL_SECONDS", 900, 1, 86400),
                in.mebibytes("STET_WAITING_CALLS_MIB", 256, 1, 65536),
                in.mebibytes("STET_CAPTURE_MIB", 8, 1, 64),
                in.mebibytes("STET_STORE_MEMORY_MIB", 256, 64, 1048576),
                in.seconds("STET_QUERY_SECONDS", 20, 1, 600),
                in.number("STET_EVENT_STREAMS", 1000, 1, 100000),
                in.networks("STET_OUTBOUND_ALLOW"),
                in.choice("STET_LOG", "text", List.of("text", "json")).equals("json"));
        in.refuseIfWrong();
        return settings;
    }

    /** Holds secrets, so it shows none of its values. */
    @Override
    public String toString() {
        return "Settings[home=" + home + ", host=" + host + ", port=" + port + "]";
    }
}
