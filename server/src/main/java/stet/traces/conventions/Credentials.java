package stet.traces.conventions;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes out of a call's arguments what opens doors: client libraries leave keys and addresses in them. */
public final class Credentials {
    private static final Set<String> NAMES = Set.of(
            "apikey",
            "xapikey",
            "baseurl",
            "authorization",
            "authtoken",
            "accesstoken",
            "bearertoken",
            "headers",
            "defaultheaders",
            "extraheaders",
            "password",
            "secret",
            "clientsecret",
            "credentials",
            "awssecretkey",
            "awssecretaccesskey",
            "awsaccesskey",
            "awsaccesskeyid",
            "awssessiontoken",
            "azureadtoken",
            "azureadtokenprovider");
    /** What people wrote, where a field of such a name is theirs. */
    private static final Set<String> CONTENT =
            Set.of("messages", "input", "contents", "prompt", "system", "tools", "functions", "instructions");

    private Credentials() {}

    public static JsonNode without(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                var rest = JsonNodeFactory.instance.objectNode();
                for (var field : object.properties()) {
                    if (CONTENT.contains(field.getKey())) {
                        rest.set(field.getKey(), field.getValue());
                    } else if (!NAMES.contains(plain(field.getKey()))) {
                        rest.set(field.getKey(), without(field.getValue()));
                    }
                }
                yield rest;
            }
            case ArrayNode list -> {
                var rest = JsonNodeFactory.instance.arrayNode();
                list.forEach(it -> rest.add(without(it)));
                yield rest;
            }
            default -> value;
        };
    }

    private static String plain(String name) {
        return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    }
}
