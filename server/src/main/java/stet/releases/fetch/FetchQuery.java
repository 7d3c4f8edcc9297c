package stet.releases.fetch;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.registry.Kind;
import stet.registry.Reference;

/**
 * What an application wants to have.
 *
 * @param environment an app's environment; of a prompt, one whose live release pins it
 * @param app the app whose release pins a prompt
 * @param reference a version by itself; absent: what the environment has
 */
record FetchQuery(
        UUID project,
        Kind kind,
        String name,
        @Nullable String environment,
        @Nullable String app,
        @Nullable Reference reference) {

    /** @param parameter the value of a query parameter, or null */
    static FetchQuery of(UUID project, Kind kind, String name, Function<String, @Nullable String> parameter) {
        String environment = given(parameter.apply("environment"));
        String label = given(parameter.apply("label"));
        String version = given(parameter.apply("version"));
        String app = given(parameter.apply("app"));
        if ((environment != null ? 1 : 0) + (label != null ? 1 : 0) + (version != null ? 1 : 0) > 1) {
            throw new Problem.Invalid("say one of 'environment', 'label' and 'version', not several");
        }
        if (app != null && (kind != Kind.PROMPT || environment == null)) {
            throw Problem.Invalid.field(
                    "app", "goes with a prompt and an 'environment': the version that its release there pins");
        }
        Reference reference =
                label != null ? new Reference.Label(label) : version != null ? Reference.parse(version) : null;
        if (kind == Kind.PROMPT && reference == null && app == null) {
            reference = environment == null ? new Reference.Latest() : new Reference.Label(environment);
        }
        return new FetchQuery(project, kind, name, environment, app, reference);
    }

    private static @Nullable String given(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .orElse(null);
    }
}
