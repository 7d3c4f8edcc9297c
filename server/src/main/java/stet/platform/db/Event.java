package stet.platform.db;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Something that changed in a project, told to whoever follows.
 *
 * @param sequence its place among all events of the installation: from 1, without gaps, in the order the changes became visible
 * @param type such as {@code label.moved}
 * @param data what the type says of it, a JSON object
 */
public record Event(long sequence, UUID id, UUID projectId, String type, Instant at, String actor, JsonNode data) {}
