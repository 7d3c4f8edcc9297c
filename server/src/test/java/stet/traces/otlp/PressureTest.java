package stet.traces.otlp;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import stet.platform.http.Problem;

class PressureTest {
    @Test
    void aJournalBeyondItsLimitSendsTelemetryBack() {
        assertThatThrownBy(() -> new Pressure(() -> false, () -> 101, 100).check())
                .isInstanceOf(Problem.Unavailable.class)
                .hasMessageContaining("journal");
        assertThatCode(() -> new Pressure(() -> false, () -> 100, 100).check()).doesNotThrowAnyException();
        assertThatCode(() -> new Pressure(() -> false, () -> Long.MAX_VALUE, 0).check())
                .as("without a limit")
                .doesNotThrowAnyException();
    }
}
