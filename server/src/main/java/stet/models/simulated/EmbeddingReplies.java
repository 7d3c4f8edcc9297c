package stet.models.simulated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import stet.models.Part;
import stet.models.wire.RequestFacts;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes vectors that are near each other when their texts share words. */
final class EmbeddingReplies {
    static final String MODEL = "simulated-embedding";
    private static final int DIMENSIONS = 256;
    private static final int MAX_DIMENSIONS = 3072;

    private EmbeddingReplies() {}

    static ObjectNode whole(RequestFacts request) {
        var parameters = request.parameters();
        int asked = parameters == null ? 0 : parameters.path("dimensions").asInt(0);
        int dimensions = asked < 1 || asked > MAX_DIMENSIONS ? DIMENSIONS : asked;
        boolean base64 = parameters != null
                && parameters.path("encoding_format").asString("").equals("base64");
        var root = JsonNodeFactory.instance.objectNode().put("object", "list").put("model", MODEL);
        var data = root.putArray("data");
        long tokens = 0;
        for (var text : texts(request)) {
            tokens += Tokens.in(text);
            var vector = vector(text, dimensions);
            var each = data.addObject().put("object", "embedding").put("index", data.size() - 1);
            if (base64) {
                each.put("embedding", encode(vector));
            } else {
                var numbers = each.putArray("embedding");
                for (float number : vector) {
                    numbers.add(number);
                }
            }
        }
        root.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return root;
    }

    private static List<String> texts(RequestFacts request) {
        return request.input().stream()
                .flatMap(message -> message.parts().stream())
                .map(part -> part instanceof Part.Text(var text) ? text : part.toString())
                .toList();
    }

    static float[] vector(String text, int dimensions) {
        var sum = new double[dimensions];
        for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            var random = new SplittableRandom(word.hashCode());
            for (int i = 0; i < dimensions; i++) {
                sum[i] += random.nextDouble() - 0.5;
            }
        }
        double length = 0;
        for (double each : sum) {
            length += each * each;
        }
        double scale = length == 0 ? 0 : 1 / Math.sqrt(length);
        var vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (sum[i] * scale);
        }
        return vector;
    }

    private static String encode(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : vector) {
            bytes.putFloat(number);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
