package stet.releases.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import stet.registry.Kind;

/**
 * What became live between two moments.
 *
 * @param apps what environments of apps have now
 * @param prompts those of which another version is newest or has a label
 */
public record LiveChange(List<App> apps, List<String> prompts) {
    /** What an environment of an app has. */
    public record App(String app, String environment, int release, String digest) {
        static App of(LiveRelease release) {
            return new App(
                    release.app(),
                    release.environment(),
                    release.number(),
                    release.release().digest());
        }
    }

    /** @param before absent: everything that is live is new; prompts are then not named */
    public static LiveChange between(@Nullable LiveProject before, LiveProject after) {
        var apps = new ArrayList<App>();
        for (String app : new TreeSet<>(after.liveApps())) {
            Map<String, LiveRelease> known = before == null ? Map.of() : before.releases(app);
            after.releases(app).forEach((environment, release) -> {
                var old = known.get(environment);
                if (old == null
                        || !old.deployment().id().equals(release.deployment().id())) {
                    apps.add(App.of(release));
                }
            });
        }
        var prompts = new TreeSet<String>();
        if (before != null) {
            for (String name : after.names(Kind.PROMPT)) {
                if (!Objects.equals(before.standing(Kind.PROMPT, name), after.standing(Kind.PROMPT, name))) {
                    prompts.add(name);
                }
            }
        }
        return new LiveChange(apps, List.copyOf(prompts));
    }

    public boolean isNothing() {
        return apps.isEmpty() && prompts.isEmpty();
    }
}
