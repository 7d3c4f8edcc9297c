package stet.traces;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import stet.platform.json.Json;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Spans as stet itself writes them down, in the journal and in stores: times are whole microseconds. */
public final class SpanJson {
    public static final JsonMapper MAPPER = Json.MAPPER
            .rebuild()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new WriteInstant())
                    .addDeserializer(Instant.class, new ReadInstant())
                    .addSerializer(Duration.class, new WriteDuration())
                    .addDeserializer(Duration.class, new ReadDuration()))
            .build();

    private SpanJson() {}

    private static final class WriteInstant extends StdSerializer<Instant> {
        WriteInstant() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializationContext context) {
            out.writeNumber(SpanFacts.micros(value));
        }
    }

    private static final class ReadInstant extends StdDeserializer<Instant> {
        ReadInstant() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) {
            return Instant.EPOCH.plus(in.getLongValue(), ChronoUnit.MICROS);
        }
    }

    private static final class WriteDuration extends StdSerializer<Duration> {
        WriteDuration() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator out, SerializationContext context) {
            out.writeNumber(value.toNanos() / 1000);
        }
    }

    private static final class ReadDuration extends StdDeserializer<Duration> {
        ReadDuration() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser in, DeserializationContext context) {
            return Duration.of(in.getLongValue(), ChronoUnit.MICROS);
        }
    }
}
