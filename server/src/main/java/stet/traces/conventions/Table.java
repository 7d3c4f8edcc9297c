package stet.traces.conventions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which attributes say what, in the order to try. */
final class Table {
    /** One way to find a field. */
    record Row<T>(Field<T> field, Function<Reading, @Nullable T> finder) {
        void read(Reading span) {
            span.offer(field, finder.apply(span));
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
            rows.add(new Row<>(field, span -> span.take(attribute, reader)));
        }
        return knows(attributes);
    }

    /** For an attribute that says more than this field, and so stays. */
    <T> Table inside(Field<T> field, Function<JsonNode, @Nullable T> reader, String attribute) {
        return by(
                field,
                span -> {
                    JsonNode raw = span.attribute(attribute);
                    return raw == null ? null : reader.apply(raw);
                },
                attribute);
    }

    /** For something that the attributes of the process say. */
    <T> Table fromResource(Field<T> field, Function<JsonNode, @Nullable T> reader, String... attributes) {
        for (String attribute : attributes) {
            rows.add(new Row<>(field, span -> span.ofResource(attribute, reader)));
        }
        return this;
    }

    /** For what takes more than one attribute to tell; {@code attributes} are those it looks at. */
    <T> Table by(Field<T> field, Function<Reading, @Nullable T> finder, String... attributes) {
        rows.add(new Row<>(field, finder));
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

    List<Row<?>> rowsOf(Field<?> field) {
        return rows.stream().filter(row -> row.field() == field).toList();
    }
}
