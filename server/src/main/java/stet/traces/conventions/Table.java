package stet.traces.conventions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which attributes say what, in the order to try. */
final class Table {
    private record Row<T>(
            Field<T> field, String attribute, Function<JsonNode, @Nullable T> reader, boolean ofResource) {
        void read(Reading span) {
            if (ofResource) {
                span.takeFromResource(field, attribute, reader);
            } else {
                span.take(field, attribute, reader);
            }
        }
    }

    private final List<Row<?>> rows = new ArrayList<>();

    <T> Table from(Field<T> field, String... attributes) {
        for (String attribute : attributes) {
            rows.add(new Row<>(field, attribute, field::read, false));
        }
        return this;
    }

    /** For an attribute that says the field in another unit or form. */
    <T> Table from(Field<T> field, Function<JsonNode, @Nullable T> reader, String... attributes) {
        for (String attribute : attributes) {
            rows.add(new Row<>(field, attribute, reader, false));
        }
        return this;
    }

    <T> Table fromResource(Field<T> field, String... attributes) {
        for (String attribute : attributes) {
            rows.add(new Row<>(field, attribute, field::read, true));
        }
        return this;
    }

    void read(Reading span) {
        for (Row<?> row : rows) {
            row.read(span);
        }
    }
}
