package stet.cli.files;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a file says.
 *
 * @param name the artifact's name where the path cannot tell it
 */
public record Document(@Nullable String name, About about, JsonNode content) {}
