package stet.traces.conventions;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** OpenTelemetry's general attributes: who used what, where it ran, how it failed. */
final class OpenTelemetry {
    /** What SDKs call a service that nobody named. */
    private static final String UNNAMED = "unknown_service";

    static final Table TABLE = new Table()
            .from(Field.USER, "user.id")
            .from(Field.SESSION, "session.id")
            .from(Field.ENVIRONMENT, "deployment.environment.name", "deployment.environment")
            .fromResource(Field.ENVIRONMENT, Values::label, "deployment.environment.name", "deployment.environment")
            .from(Field.RELEASE, "stet.release", "service.version")
            .fromResource(Field.RELEASE, Values::label, "stet.release", "service.version")
            .from(Field.APP, "stet.app")
            .fromResource(Field.APP, Values::label, "stet.app")
            .fromResource(Field.APP, OpenTelemetry::service, "service.name")
            .from(Field.SERVICE_TIER, "stet.service_tier")
            .from(Field.ERROR_TYPE, "error.type")
            .from(Field.ERROR_MESSAGE, "error.message")
            .from(Field.HTTP_STATUS, "http.response.status_code", "http.status_code");

    static final Table OLDER = new Table().from(Field.USER, "enduser.id");

    private OpenTelemetry() {}

    private static @Nullable String service(JsonNode value) {
        String name = Values.label(value);
        return name == null || name.startsWith(UNNAMED) ? null : name;
    }
}
