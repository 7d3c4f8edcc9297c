package stet.traces.conventions;

import org.jspecify.annotations.Nullable;
import stet.traces.SpanKind;
import tools.jackson.databind.JsonNode;

/** OpenTelemetry's convention for the Model Context Protocol; the tool's name, arguments and result are GenAI's. */
final class Mcp {
    static final Table TABLE = new Table()
            .from(Field.KIND, Mcp::kind, "mcp.method.name")
            .from(Field.INPUT, Values::treeOrPlain, "mcp.request.argument")
            .knows("mcp.*", "jsonrpc.*", "rpc.response.status_code", "network.transport");

    private Mcp() {}

    private static @Nullable SpanKind kind(JsonNode method) {
        return "tools/call".equals(Values.text(method)) ? SpanKind.TOOL : null;
    }
}
