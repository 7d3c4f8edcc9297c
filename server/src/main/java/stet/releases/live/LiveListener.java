package stet.releases.live;

import org.jspecify.annotations.Nullable;

/** Is told when something becomes live, or goes. */
@FunctionalInterface
public interface LiveListener {
    /**
     * Called on the thread that made the change: must be quick.
     *
     * @param before absent when nothing was known of the project
     */
    void changed(@Nullable LiveProject before, LiveProject after);
}
