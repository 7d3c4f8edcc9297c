package stet.traces.otlp;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Numbers as both formats mean them. */
final class OtlpNumbers {
    private OtlpNumbers() {}

    /** A real number; what JSON cannot write as a number is its name. */
    static JsonNode real(double value) {
        return Double.isFinite(value)
                ? JsonNodeFactory.instance.numberNode(value)
                : JsonNodeFactory.instance.stringNode(Double.toString(value));
    }
}
