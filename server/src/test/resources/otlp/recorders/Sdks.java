package rec;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.opentelemetry.api.common.*;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.instrumentation.openai.v1_1.OpenAITelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;

public class Sdks {
    public static void main(String[] a) throws Exception {
        var provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "billing-bot", AttributeKey.stringKey("service.version"), "1.4.0", AttributeKey.stringKey("deployment.environment.name"), "staging")))
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder().setEndpoint("http://127.0.0.1:9412/v1/traces").build()).build())
                .build();
        var otel = OpenTelemetrySdk.builder().setTracerProvider(provider).buildAndRegisterGlobal();
        if (a[0].equals("openai")) {
            var client = OpenAITelemetry.builder(otel).setCaptureMessageContent(true).build()
                    .wrap(OpenAIOkHttpClient.builder().apiKey("sk-not-a-key").baseUrl("http://127.0.0.1:9411/v1").maxRetries(0).build());
            client.chat().completions().create(ChatCompletionCreateParams.builder().model("gpt-4o-mini").temperature(0.2).maxTokens(200).addSystemMessage("You answer billing questions.").addUserMessage("Was invoice INV-7 paid?").build());
            client.embeddings().create(EmbeddingCreateParams.builder().model("text-embedding-3-small").input("invoice").build());
            try { client.chat().completions().create(ChatCompletionCreateParams.builder().model("no-such-model").addUserMessage("x").build()); } catch (RuntimeException e) { System.out.println("as meant: " + e.getMessage()); }
        } else {
            var client = AnthropicOkHttpClient.builder().apiKey("not-a-key").baseUrl("http://127.0.0.1:9411").maxRetries(0).build();
            var p = com.anthropic.models.messages.MessageCreateParams.builder().model("claude-sonnet-4-5").maxTokens(200).system("You answer billing questions.").addUserMessage("Was invoice INV-7 paid?");
            System.out.println(client.messages().create(p.build()).stopReason());
            try (var s = client.messages().createStreaming(p.build())) { s.stream().forEach(_ -> {}); }
            try { client.messages().create(p.model("no-such-model").build()); } catch (RuntimeException e) { System.out.println("as meant: " + e.getMessage()); }
        }
        provider.shutdown().join(10, java.util.concurrent.TimeUnit.SECONDS);
        otel.close();
        System.exit(0);
    }
}
