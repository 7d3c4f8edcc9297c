package stet.compat.openfeature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.registry.Kind;
import stet.releases.deployments.Environment;
import stet.releases.live.LiveProject;
import stet.releases.live.LiveRelease;
import stet.releases.live.LiveReleases;
import tools.jackson.databind.JsonNode;

/**
 * Apps as flags: {@code billing-bot} is the live release with its manifest, {@code billing-bot@release} its number alone. No app can
 * have such a name, because names hold no {@code @}.
 */
record Flags(LiveReleases live) {
    static final String NUMBER = "@release";
    static final String ENVIRONMENT = "environment";
    private static final String STATIC = "STATIC";
    private static final int MOST_KEY = 256;

    /** The facts an SDK sends along: for whom the flag is evaluated, and where. */
    record Context(@Nullable String targetingKey, String environment) {
        static Context of(JsonNode body) {
            var context = body.path("context");
            if (!context.isMissingNode() && !context.isNull() && !context.isObject()) {
                throw new Problem.Invalid("'context' is not an object such as {\"targetingKey\":\"user-7\"}");
            }
            String key = text(context, "targetingKey");
            if (key != null && key.length() > MOST_KEY) {
                throw new Problem.Invalid("'targetingKey' has more than " + MOST_KEY + " characters");
            }
            String environment = text(context, ENVIRONMENT);
            return new Context(key, environment == null ? Environment.PRODUCTION : environment);
        }

        private static @Nullable String text(JsonNode context, String field) {
            var value = context.path(field);
            if (value.isMissingNode() || value.isNull()) {
                return null;
            }
            if (!value.isString()) {
                throw new Problem.Invalid("'" + field + "' of the context is not a text");
            }
            return value.asString().isBlank() ? null : value.asString();
        }
    }

    Evaluation evaluate(UUID project, String key, Context context) {
        boolean number = key.endsWith(NUMBER);
        String app = number ? key.substring(0, key.length() - NUMBER.length()) : key;
        var now = live.project(project);
        if (now.isEmpty() || !now.get().has(Kind.APP, app)) {
            return new Evaluation.Failed(key, "FLAG_NOT_FOUND", "there is no app '" + app + "'");
        }
        return now.get()
                .release(app, context.environment())
                .<Evaluation>map(it -> found(key, it, number))
                .orElseGet(() -> new Evaluation.Failed(
                        key,
                        "FLAG_NOT_FOUND",
                        "app '" + app + "' has no release in environment '" + context.environment() + "'"));
    }

    /** Every app that is live in the environment. */
    List<Evaluation> all(UUID project, Context context) {
        var flags = new ArrayList<Evaluation>();
        live.project(project).map(LiveProject::liveApps).stream()
                .flatMap(it -> it.stream().sorted())
                .forEach(app -> live.project(project)
                        .flatMap(it -> it.release(app, context.environment()))
                        .ifPresent(it -> {
                            flags.add(found(app, it, false));
                            flags.add(found(app + NUMBER, it, true));
                        }));
        return flags;
    }

    private static Evaluation found(String key, LiveRelease release, boolean number) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("app", release.app());
        metadata.put("environment", release.environment());
        metadata.put("release", release.number());
        metadata.put("digest", release.release().digest());
        return new Evaluation.Found(
                key, number ? release.number() : value(release), STATIC, Integer.toString(release.number()), metadata);
    }

    private static Map<String, Object> value(LiveRelease release) {
        var value = new LinkedHashMap<String, Object>();
        value.put("app", release.app());
        value.put("environment", release.environment());
        value.put("release", release.number());
        value.put("digest", release.release().digest());
        value.put("manifest", release.release().content());
        return value;
    }
}
