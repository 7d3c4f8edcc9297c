package stet.traces;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import stet.platform.http.Problem;

class DurableTest {
    @Test
    void whatIsWrittenIsAnswered() {
        assertThatCode(() -> Durable.await(CompletableFuture.completedFuture(null), "scores"))
                .doesNotThrowAnyException();
    }

    @Test
    void whatCannotBeWrittenNowIsRefusedAsTheSinkSaysAndNotAsABug() {
        var full = new Problem.Unavailable("the disk is full", Duration.ofSeconds(5));
        var refused = CompletableFuture.<Void>failedFuture(full).thenRun(() -> {});

        assertThatThrownBy(() -> Durable.await(refused, "scores")).isSameAs(full);
    }

    @Test
    void anythingElseIsABug() {
        assertThatThrownBy(() -> Durable.await(CompletableFuture.failedFuture(new IOException("odd")), "scores"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("scores");
    }
}
