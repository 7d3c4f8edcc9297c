package stet.prompts.templates;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LargeTemplatesTest {
    @ParameterizedTest
    @EnumSource(TemplateFormat.class)
    void aMegabyteOfOneThingIsReadOrRefusedSoon(TemplateFormat format) {
        var random = new Random(7);
        for (var piece : TemplateProperties.PIECES) {
            String source = (piece + TemplateProperties.PIECES.get(random.nextInt(TemplateProperties.PIECES.size())))
                    .repeat(1024 * 1024 / 8);
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> {
                        if (Template.parse(format, source) instanceof Parsed.Read(var template)) {
                            TemplateProperties.renderedOrRefused(template);
                        }
                    },
                    () -> format + " hangs on " + piece);
        }
    }
}
