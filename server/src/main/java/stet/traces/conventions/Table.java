package stet.traces.conventions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which attributes say what, in the order to try. */
final class Table {
    /**
     * One way to find a field.
     *
     * @param families the first words of the attributes it looks at; none when it looks elsewhere
     */
    record Row<T>(Field<T> field, Function<Reading, @Nullable T> finder, Set<String> families) {
        void read(Reading span) {
            if (families.isEmpty() || span.mentionsAny(families)) {
                span.offer(field, finder.apply(span));
            }
        }
    }

    private final List<Row<?>> rows = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final List<String> prefixes = new ArrayList<>();

    <T> Table from(Field<T> field, String... attributes) {
        return from(field, field::read, attributes);
    }

    /** For an attribute that says the field in another unit or form. */
    <T> Table from(Field<T> field, Function<JsonNode, @Nullable T> reader, String... attributes) {
        for (String attribute : attributes) {
            rows.add(new Row<>(field, span -> span.take(attribute, reader), Set.of(family(attribute))));
        }
        return knows(attributes);
    }

    /** For a tree that says more than this field, and so stays. */
    <T> Table inside(Field<T> field, Function<JsonNode, @Nullable T> reader, String attribute) {
        return by(
                field,
                span -> {
                    JsonNode tree = span.tree(attribute);
                    return tree == null ? null : reader.apply(tree);
                },
                attribute);
    }

    /** For something that the attributes of the process say. */
    <T> Table fromResource(Field<T> field, Function<JsonNode, @Nullable T> reader, String... attributes) {
        for (String attribute : attributes) {
            rows.add(new Row<>(field, span -> span.ofResource(attribute, reader), Set.of()));
        }
        return this;
    }

    /** For what takes more than one attribute to tell; {@code attributes} are those it looks at. */
    <T> Table by(Field<T> field, Function<Reading, @Nullable T> finder, String... attributes) {
        rows.add(new Row<>(
                field, finder, Stream.of(attributes).map(Table::family).collect(Collectors.toSet())));
        return knows(attributes);
    }

    /** Names attributes that are understood without being a field's; {@code name.*} covers all that begin so. */
    Table knows(String... attributes) {
        for (String attribute : attributes) {
            if (attribute.endsWith("*")) {
                prefixes.add(attribute.substring(0, attribute.length() - 1));
            } else {
                names.add(attribute);
            }
        }
        return this;
    }

    /** The attributes that mean something here. */
    Set<String> names() {
        return names;
    }

    /** What the attributes begin with that mean something here whatever follows. */
    List<String> prefixes() {
        return prefixes;
    }

    static String family(String attribute) {
        int end = attribute.indexOf('.');
        return end < 0 ? attribute : attribute.substring(0, end);
    }

    List<Row<?>> rowsOf(Field<?> field) {
        return rows.stream().filter(row -> row.field() == field).toList();
    }
}
