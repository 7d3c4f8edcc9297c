package stet.cli.files;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/** JSON as YAML 1.2, and back: the same value, digit for digit. Of YAML's own inventions it reads comments and styles, no anchors or tags. */
final class YamlText {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_CHARACTERS = 4 * 1024 * 1024;

    private YamlText() {}

    /** The value of a text; missing for an empty one. */
    static JsonNode read(String text, int firstLine) {
        var settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(false)
                .setCodePointLimit(MAX_CHARACTERS)
                .build();
        try {
            var root = new Compose(settings).composeString(text);
            return root.isEmpty()
                    ? MissingNode.getInstance()
                    : value(root.get(), firstLine, 0, Collections.newSetFromMap(new IdentityHashMap<>()));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(it -> it.getLine()).orElse(0);
            throw new FileProblem("line " + (line + firstLine) + ": this is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new FileProblem("this is not YAML: " + e.getMessage());
        }
    }

    private static JsonNode value(Node node, int firstLine, int depth, Set<Node> seen) {
        if (depth > MAX_DEPTH) {
            throw new FileProblem(where(node, firstLine) + "lists and objects are nested deeper than " + MAX_DEPTH);
        }
        if (!seen.add(node)) {
            throw new FileProblem(where(node, firstLine) + "an anchor is used again: write the value out instead");
        }
        if (!(node instanceof ScalarNode)
                && !node.getTag().equals(Tag.SEQ)
                && !node.getTag().equals(Tag.MAP)) {
            throw new FileProblem(where(node, firstLine) + "'" + node.getTag() + "' is no value that JSON has");
        }
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar, firstLine);
            case SequenceNode sequence -> {
                var list = NODES.arrayNode();
                for (var item : sequence.getValue()) {
                    list.add(value(item, firstLine, depth + 1, seen));
                }
                yield list;
            }
            case MappingNode mapping -> {
                var object = NODES.objectNode();
                for (var entry : mapping.getValue()) {
                    if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                        throw new FileProblem(where(entry.getKeyNode(), firstLine) + "a key has to be a text");
                    }
                    if (object.has(key.getValue())) {
                        throw new FileProblem(
                                where(key, firstLine) + "the key '" + key.getValue() + "' is there twice");
                    }
                    object.set(key.getValue(), value(entry.getValueNode(), firstLine, depth + 1, seen));
                }
                yield object;
            }
            default -> throw new FileProblem(where(node, firstLine) + "this is no value that JSON has");
        };
    }

    private static JsonNode scalar(ScalarNode scalar, int firstLine) {
        String text = scalar.getValue();
        var tag = scalar.getTag();
        if (tag.equals(Tag.STR)) {
            return NODES.stringNode(text);
        }
        if (tag.equals(Tag.NULL)) {
            return NODES.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return NODES.booleanNode(text.toLowerCase(Locale.ROOT).equals("true"));
        }
        try {
            if (tag.equals(Tag.INT)) {
                return NODES.numberNode(integer(text));
            }
            if (tag.equals(Tag.FLOAT)) {
                return NODES.numberNode(new BigDecimal(text));
            }
        } catch (NumberFormatException e) {
            // answered below, like any other value that JSON lacks
        }
        throw new FileProblem(where(scalar, firstLine) + "'" + text + "' (" + tag + ") is no value that JSON has");
    }

    private static BigInteger integer(String text) {
        String digits = text.startsWith("+") ? text.substring(1) : text;
        if (digits.startsWith("0x")) {
            return new BigInteger(digits.substring(2), 16);
        }
        return digits.startsWith("0o") ? new BigInteger(digits.substring(2), 8) : new BigInteger(digits);
    }

    private static String where(Node node, int firstLine) {
        return node.getStartMark()
                .map(it -> "line " + (it.getLine() + firstLine) + ", column " + (it.getColumn() + 1) + ": ")
                .orElse("");
    }

    /** The text of a value, ending with a line break. */
    static String write(JsonNode value) {
        var settings = DumpSettings.builder()
                .setSchema(new CoreSchema())
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setSplitLines(false)
                .setMaxSimpleKeyLength(1000)
                .setIndent(2)
                .build();
        var events = new Serialize(settings).serializeOne(node(value));
        return new Present(settings).emitToString(events.iterator());
    }

    private static Node node(JsonNode value) {
        if (value.isObject()) {
            var entries = new ArrayList<NodeTuple>();
            value.properties()
                    .forEach(it -> entries.add(new NodeTuple(
                            new ScalarNode(Tag.STR, it.getKey(), style(it.getKey(), false)), node(it.getValue()))));
            return new MappingNode(Tag.MAP, entries, entries.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
        }
        if (value.isArray()) {
            List<Node> items = new ArrayList<>();
            value.forEach(it -> items.add(node(it)));
            boolean inOneLine = value.size() <= 10
                    && value.valueStream()
                            .allMatch(it -> it.isNumber()
                                    || (it.isString() && it.stringValue().length() < 20));
            return new SequenceNode(Tag.SEQ, items, inOneLine ? FlowStyle.FLOW : FlowStyle.BLOCK);
        }
        if (value.isString()) {
            return new ScalarNode(Tag.STR, value.stringValue(), style(value.stringValue(), true));
        }
        if (value.isBoolean()) {
            return new ScalarNode(Tag.BOOL, value.asString(), ScalarStyle.PLAIN);
        }
        if (value.isNumber()) {
            String digits = digits(value.decimalValue());
            boolean whole = digits.chars().allMatch(it -> it == '-' || (it >= '0' && it <= '9'));
            return new ScalarNode(whole ? Tag.INT : Tag.FLOAT, digits, ScalarStyle.PLAIN);
        }
        return new ScalarNode(Tag.NULL, "null", ScalarStyle.PLAIN);
    }

    private static String digits(BigDecimal number) {
        var shortest = number.stripTrailingZeros();
        return shortest.scale() <= 0 && shortest.scale() > -20
                ? shortest.toBigInteger().toString()
                : shortest.toString();
    }

    private static ScalarStyle style(String text, boolean mayBreak) {
        boolean blankEdge =
                !text.isEmpty() && (text.charAt(0) == '\n' || text.charAt(0) == ' ' || text.endsWith("\n\n"));
        boolean breaks = text.indexOf('\n') >= 0;
        if (blankEdge || (breaks && !mayBreak) || text.chars().anyMatch(it -> it != '\n' && isOdd(it))) {
            return ScalarStyle.DOUBLE_QUOTED;
        }
        return breaks ? ScalarStyle.LITERAL : ScalarStyle.PLAIN;
    }

    /** What an editor, Git or YAML itself may change or hide. */
    private static boolean isOdd(int character) {
        return character < 0x20
                || (character >= 0x7f && character <= 0xa0)
                || character == 0x2028
                || character == 0x2029
                || character == 0xfeff
                || (character >= 0xfff0 && character <= 0xffff);
    }
}
