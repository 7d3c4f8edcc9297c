package stet.registry;

import stet.platform.db.Scope;
import tools.jackson.databind.JsonNode;

/** What someone wants to save, before it is checked. */
public record Content(Scope.InProject project, Kind kind, String name, JsonNode json) {}
