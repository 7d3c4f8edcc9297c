package stet.traces.conventions;

/** OpenTelemetry's general attributes: who used what, where it ran, how it failed. */
final class OpenTelemetry implements Convention {
    private static final Table TABLE = new Table()
            .from(Field.USER, "user.id", "enduser.id")
            .from(Field.SESSION, "session.id")
            .from(Field.ENVIRONMENT, "deployment.environment.name", "deployment.environment")
            .fromResource(Field.ENVIRONMENT, "deployment.environment.name", "deployment.environment")
            .from(Field.RELEASE, "service.version")
            .fromResource(Field.RELEASE, "service.version")
            .from(Field.ERROR_TYPE, "error.type")
            .from(Field.ERROR_MESSAGE, "error.message")
            .from(Field.HTTP_STATUS, "http.response.status_code", "http.status_code");

    @Override
    public void read(Reading span) {
        TABLE.read(span);
    }
}
