package stet.traces.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.traces.conventions.Recorded.generation;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.otlp.Fixtures;

/** Clients that say everything in GenAI's words. */
class OfficialSdksTest {
    @Test
    void openAiForJavaSaysWhatWasAskedAndWhatItTook() {
        var client = Recorded.of(Fixtures.JAVA_OPENAI);
        var generation = generation(client.named("chat gpt-4o-mini"));

        assertThat(generation.provider()).isEqualTo("openai");
        assertThat(generation.responseModel()).isEqualTo("gpt-4o-mini-2024-07-18");
        assertThat(generation.responseId()).isEqualTo("chatcmpl-1");
        assertThat(generation.usage()).isEqualTo(new Span.Usage(1042L, 73L, null, null, null));
        assertThat(client.named("embeddings text-embedding-3-small").kind()).isEqualTo(SpanKind.EMBEDDING);
        assertThat(client.named("chat no-such-model").status())
                .isEqualTo(Span.SpanStatus.failed("not_found", "404: The model no-such-model does not exist"));
    }

    @Test
    void anthropicForJavaTracesItself() {
        var client = Recorded.of(Fixtures.JAVA_ANTHROPIC);
        var call = client.named("anthropic.messages.create");
        var stream = generation(client.named("anthropic.messages.create", 1));

        assertThat(call.kind()).isEqualTo(SpanKind.GENERATION);
        assertThat(call.requestId()).isEqualTo("req_1");
        assertThat(generation(call).usage()).isEqualTo(new Span.Usage(1042L, 73L, 768L, 256L, null));
        assertThat(generation(call).finishReasons()).containsExactly("stop");
        assertThat(stream.streaming()).isTrue();
        assertThat(Objects.requireNonNull(stream.timeToFirstToken()).toMillis()).isEqualTo(96);
        assertThat(client.named("anthropic.messages.create", 2).status().errorKind())
                .isEqualTo("overloaded");
    }

    @Test
    void langChain4jNamesItsProvidersInCapitals() {
        var generation = generation(Recorded.of(Fixtures.REFERENCE_LANGCHAIN4J).named("chat gpt-4o-mini"));

        assertThat(generation.provider()).isEqualTo("openai");
        assertThat(generation.usage()).isEqualTo(new Span.Usage(1042L, 73L, null, null, null));
    }
}
