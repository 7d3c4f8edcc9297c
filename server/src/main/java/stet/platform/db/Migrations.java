package stet.platform.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;
import stet.platform.config.StartProblem;

/**
 * Brings the tables to the shape this version needs. {@code db/migration/list.txt} names the migrations of every dialect in
 * order, so that nothing searches the class path and a store that is up to date costs one query.
 */
final class Migrations {
    private static final String HISTORY = "schema_history";

    private Migrations() {}

    static List<String> listed() {
        return text("db/migration/list.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    static void apply(DataSource database, Dialect dialect) {
        int newest = listed().size();
        int present = present(database);
        if (present > newest) {
            throw new StartProblem("the record store was written by a newer stet (its tables have version " + present
                    + ", this one knows " + newest + "): start that version, or restore a backup.");
        }
        if (present < newest) {
            migrate(database, dialect);
        }
    }

    /** The version of the tables; 0 when there are none. */
    private static int present(DataSource database) {
        try (var connection = database.getConnection();
                var tables = connection.getMetaData().getTables(null, connection.getSchema(), HISTORY, null)) {
            if (!tables.next()) {
                return 0;
            }
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT max(CAST(version AS integer)) FROM " + HISTORY
                            + " WHERE version IS NOT NULL AND success")) {
                return row.next() ? row.getInt(1) : 0;
            }
        } catch (SQLException e) {
            throw new StartProblem("the record store does not say its version: " + e.getMessage() + ".", e);
        }
    }

    private static void migrate(DataSource database, Dialect dialect) {
        try {
            Flyway.configure()
                    .dataSource(database)
                    .table(HISTORY)
                    .resourceProvider(new Listed(dialect.folder(), listed()))
                    .javaMigrationClassProvider(List::of)
                    .loggers("slf4j")
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StartProblem(
                    "the record store's tables cannot be brought up to date: " + e.getMessage()
                            + "; nothing was lost, the store is as it was.",
                    e);
        }
    }

    private static String text(String path) {
        try (InputStream in = Migrations.class.getClassLoader().getResourceAsStream(path)) {
            return new String(
                    Objects.requireNonNull(in, path + " is missing from the jar")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Listed(String folder, List<String> names) implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return names.contains(name) ? new Script(folder, name) : null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return names.stream()
                    .filter(name ->
                            name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
                    .<LoadableResource>map(name -> new Script(folder, name))
                    .toList();
        }
    }

    private static final class Script extends LoadableResource {
        private final String folder;
        private final String name;

        Script(String folder, String name) {
            this.folder = folder;
            this.name = name;
        }

        @Override
        public Reader read() {
            return new StringReader(text(getAbsolutePath()));
        }

        @Override
        public String getAbsolutePath() {
            return folder + "/" + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
