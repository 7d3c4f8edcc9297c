package stet.traces.otlp;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads OTLP's attributes, whose values may be trees, from protobuf. */
final class ProtobufValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int KEY = 1 << 3 | 2;
    private static final int VALUE = 2 << 3 | 2;
    private static final int STRING = 1 << 3 | 2;
    private static final int BOOL = 2 << 3;
    private static final int INT = 3 << 3;
    private static final int DOUBLE = 4 << 3 | 1;
    private static final int ARRAY = 5 << 3 | 2;
    private static final int MAP = 6 << 3 | 2;
    private static final int BYTES = 7 << 3 | 2;
    private static final int ITEM = 1 << 3 | 2;

    private final CodedInputStream in;
    private final OtlpLimits limits;
    private boolean cut;

    ProtobufValues(CodedInputStream in, OtlpLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** Reads one attribute. True if it was left out, wholly or in part, because of a limit. */
    boolean attribute(Map<String, JsonNode> into) throws IOException {
        if (into.size() >= limits.attributes()) {
            in.skipRawBytes(in.readRawVarint32());
            return true;
        }
        cut = false;
        keyValue(into);
        return cut;
    }

    /** A value that stands by itself; a missing node if it is left out because of a limit. */
    JsonNode value() throws IOException {
        return value(1);
    }

    void keyValue(Map<String, JsonNode> into) throws IOException {
        keyValue(into, 1);
    }

    private void keyValue(Map<String, JsonNode> into, int depth) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        String key = "";
        JsonNode value = NODES.nullNode();
        int tag;
        while ((tag = in.readTag()) != 0) {
            switch (tag) {
                case KEY -> key = in.readString();
                case VALUE -> value = value(depth);
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        if (!(value instanceof MissingNode)) {
            into.put(key, value);
        }
    }

    private JsonNode value(int depth) throws IOException {
        int length = in.readRawVarint32();
        if (depth > limits.depth()) {
            in.skipRawBytes(length);
            cut = true;
            return MissingNode.getInstance();
        }
        int outer = in.pushLimit(length);
        JsonNode value = NODES.nullNode();
        int tag;
        while ((tag = in.readTag()) != 0) {
            switch (tag) {
                case STRING -> value = NODES.stringNode(in.readString());
                case BOOL -> value = NODES.booleanNode(in.readBool());
                case INT -> value = NODES.numberNode(in.readInt64());
                case DOUBLE -> value = OtlpNumbers.real(in.readDouble());
                case BYTES -> value = NODES.binaryNode(in.readByteArray());
                case ARRAY -> value = array(depth + 1);
                case MAP -> value = map(depth + 1);
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return value;
    }

    private JsonNode array(int depth) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        var array = NODES.arrayNode();
        int tag;
        while ((tag = in.readTag()) != 0) {
            if (tag == ITEM) {
                JsonNode item = value(depth);
                if (!(item instanceof MissingNode)) {
                    array.add(item);
                }
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return array;
    }

    private JsonNode map(int depth) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        var entries = new LinkedHashMap<String, JsonNode>();
        int tag;
        while ((tag = in.readTag()) != 0) {
            if (tag == ITEM) {
                keyValue(entries, depth);
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return new ObjectNode(NODES, entries);
    }
}
