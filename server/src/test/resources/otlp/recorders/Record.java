import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.common.*;
import io.opentelemetry.api.trace.*;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.InetSocketAddress;
import java.nio.file.*;
import java.util.List;

public class Record {
    public static void main(String[] args) throws Exception {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", x -> {
            byte[] body = x.getRequestBody().readAllBytes();
            System.out.println(x.getRequestMethod() + " " + x.getRequestURI() + " " + x.getRequestHeaders().entrySet());
            Files.write(Path.of(args[0]), body);
            x.getResponseHeaders().set("content-type", x.getRequestHeaders().getFirst("content-type"));
            x.sendResponseHeaders(200, -1);
            x.close();
        });
        server.start();
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces")
                .addHeader("Authorization", "Bearer stet_not-a-key")
                .setCompression(args[1])
                .build();
        var provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(Attributes.builder()
                        .put("service.name", "billing-agent").put("service.version", "2.1").put("deployment.environment", "production").build())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        Tracer tracer = provider.tracerBuilder("billing.agent").setInstrumentationVersion("0.3").build();
        Span agent = tracer.spanBuilder("invoke_agent Billing").setSpanKind(SpanKind.INTERNAL)
                .setAttribute("gen_ai.operation.name", "invoke_agent").setAttribute("gen_ai.agent.name", "Billing")
                .setAttribute("gen_ai.conversation.id", "conv-42").setAttribute("user.id", "ada").startSpan();
        try (Scope a = agent.makeCurrent()) {
            Span chat = tracer.spanBuilder("chat claude-sonnet-4-5").setSpanKind(SpanKind.CLIENT)
                    .setAttribute("gen_ai.operation.name", "chat").setAttribute("gen_ai.system", "anthropic")
                    .setAttribute("gen_ai.request.model", "claude-sonnet-4-5").setAttribute("gen_ai.request.max_tokens", 1024L)
                    .setAttribute("gen_ai.request.temperature", 0.5)
                    .setAttribute(AttributeKey.stringArrayKey("gen_ai.request.stop_sequences"), List.of("END"))
                    .startSpan();
            chat.addEvent("gen_ai.system.message", Attributes.builder().put("gen_ai.system", "anthropic").put("content", "You answer billing questions.").build());
            chat.addEvent("gen_ai.user.message", Attributes.builder().put("gen_ai.system", "anthropic").put("content", "Refund INV-7?").build());
            chat.addEvent("gen_ai.assistant.message", Attributes.builder().put("gen_ai.system", "anthropic")
                    .put("tool_calls", "[{\"id\":\"toolu_1\",\"type\":\"function\",\"function\":{\"name\":\"find_invoice\",\"arguments\":\"{\\\"number\\\":\\\"INV-7\\\"}\"}}]").build());
            chat.addEvent("gen_ai.tool.message", Attributes.builder().put("gen_ai.system", "anthropic").put("id", "toolu_1").put("content", "{\"paid\":true}").build());
            chat.addEvent("gen_ai.choice", Attributes.builder().put("gen_ai.system", "anthropic").put("index", 0L).put("finish_reason", "end_turn")
                    .put("message", "{\"role\":\"assistant\",\"content\":\"It was paid, so yes.\"}").build());
            chat.setAttribute("gen_ai.response.id", "msg_1").setAttribute("gen_ai.response.model", "claude-sonnet-4-5-20250929")
                    .setAttribute("gen_ai.usage.input_tokens", 18L).setAttribute("gen_ai.usage.output_tokens", 73L)
                    .setAttribute("gen_ai.usage.cache_read.input_tokens", 768L).setAttribute("gen_ai.usage.cache_creation.input_tokens", 256L)
                    .setAttribute(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"), List.of("end_turn"));
            chat.end();
            Span tool = tracer.spanBuilder("execute_tool refund").setSpanKind(SpanKind.INTERNAL)
                    .setAttribute("gen_ai.operation.name", "execute_tool").setAttribute("gen_ai.tool.name", "refund")
                    .setAttribute("gen_ai.tool.call.id", "toolu_2")
                    .setAttribute(AttributeKey.valueKey("gen_ai.tool.call.arguments"), Value.of(KeyValue.of("number", Value.of("INV-7")), KeyValue.of("lines", Value.of(Value.of(1L), Value.of(2L)))))
                    .startSpan();
            tool.recordException(new IllegalStateException("the ledger is closed"));
            tool.setStatus(StatusCode.ERROR, "the ledger is closed");
            tool.end();
            Span plain = tracer.spanBuilder("SELECT invoices").setSpanKind(SpanKind.CLIENT).setAttribute("db.system.name", "sqlite").setAttribute("db.rows", 3L)
                    .setAttribute("db.cached", false).addLink(chat.getSpanContext()).startSpan();
            plain.end();
        }
        agent.end();
        provider.forceFlush().join(10, java.util.concurrent.TimeUnit.SECONDS);
        provider.close();
        server.stop(0);
    }
}
