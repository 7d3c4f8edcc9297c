package stet.platform.db;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** How values look in a column, the same in both databases: times are microseconds, flags 0 or 1, ids and JSON text. */
final class Values {
    private Values() {}

    static Jdbi register(Jdbi jdbi) {
        // a message that showed the arguments would carry hashes and sealed secrets into the log
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi.registerArgument(new Times())
                .registerArgument(new Flags())
                .registerArgument(new Texts())
                .registerArgument(new Ids())
                .registerArgument(new Documents())
                .registerColumnMapper(Instant.class, (ColumnMapper<Instant>) (row, column, _) -> {
                    long micros = row.getLong(column);
                    return row.wasNull() ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
                })
                .registerColumnMapper(UUID.class, (ColumnMapper<UUID>) (row, column, _) -> {
                    String text = row.getString(column);
                    return text == null ? null : UUID.fromString(text);
                })
                .registerColumnMapper(JsonNode.class, (ColumnMapper<JsonNode>) (row, column, _) -> {
                    String text = row.getString(column);
                    return text == null ? null : Json.MAPPER.readTree(text);
                });
    }

    private static final class Times extends AbstractArgumentFactory<Instant> {
        Times() {
            super(Types.BIGINT);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            return (at, statement, _) -> statement.setLong(at, ChronoUnit.MICROS.between(Instant.EPOCH, value));
        }
    }

    /** Text that one of the databases cannot hold is refused by both, whoever sent it. */
    private static final class Texts extends AbstractArgumentFactory<String> {
        Texts() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(String value, ConfigRegistry config) {
            if (value.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
                throw new Problem.Invalid(
                        "a text holds a NUL character or half of a character, which cannot be stored: leave it out");
            }
            return (at, statement, _) -> statement.setString(at, value);
        }
    }

    private static final class Flags implements ArgumentFactory.Preparable {
        @Override
        public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
            return type == boolean.class || type == Boolean.class
                    ? Optional.of(flag -> (at, statement, _) -> statement.setInt(at, (Boolean) flag ? 1 : 0))
                    : Optional.empty();
        }
    }

    private static final class Ids extends AbstractArgumentFactory<UUID> {
        Ids() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(UUID value, ConfigRegistry config) {
            return (at, statement, _) -> statement.setString(at, value.toString());
        }
    }

    private static final class Documents extends AbstractArgumentFactory<JsonNode> {
        Documents() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(JsonNode value, ConfigRegistry config) {
            return (at, statement, _) -> statement.setString(at, Json.MAPPER.writeValueAsString(value));
        }
    }
}
