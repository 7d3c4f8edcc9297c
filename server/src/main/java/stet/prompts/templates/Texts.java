package stet.prompts.templates;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** A value as text, for languages without a way of their own to write it. */
final class Texts {
    private Texts() {}

    /** Text as it is, numbers in their shortest form, lists and objects as JSON; nothing for null. */
    static String of(JsonNode value) {
        if (value.isString()) {
            return value.asString();
        }
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        return value.isNumber() ? number(value) : value.toString();
    }

    private static String number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.asString();
        }
        BigDecimal exact = value.decimalValue();
        if (Math.abs((long) exact.scale()) > 30 || exact.precision() > 40) {
            return exact.toString();
        }
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }
}
