package stet.cli.imports;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Everything that is known of one prompt, to be sent together.
 *
 * @param name of the prompt, as far as it is known here
 * @param items its versions as its system has them, or the artifact itself
 */
public record Given(String name, List<JsonNode> items) {}
