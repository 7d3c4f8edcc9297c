package stet.registry;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A state to be saved.
 *
 * @param message what changed and why
 * @param expectedLatest the newest version that the author knew, 0 for none; null to save whatever came meanwhile
 * @param parent what it was made from; the newest unless said
 * @param createMissing whether to make the artifact if there is none
 */
public record NewVersion(
        JsonNode content,
        @Nullable String message,
        @Nullable Integer expectedLatest,
        @Nullable Integer parent,
        @Nullable Origin origin,
        boolean createMissing) {}
