package stet.prompts.templates.jinja;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields that {@code set} may change from inside a loop. */
record Namespace(Map<String, @Nullable Object> fields) {}
