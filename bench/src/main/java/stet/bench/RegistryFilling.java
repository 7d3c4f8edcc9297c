package stet.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/** Writes prompts with many versions into the record store of a server that is not running; the same ones for the same figures. */
record RegistryFilling(int prompts, int versions, int textBytes) {
    private static final String[] WORDS =
            "answer the customer kindly briefly about refund invoice order with name date never promise always ask"
                    .split(" ", -1);
    private static final long START_MICROS = 1_790_000_000_000_000L;
    private static final long FIRST_ID = 0x0190_0000_0000_7000L;
    private static final int TEAMS = 20;
    private static final int AREAS = 10;
    private static final int TAGS = 50;

    static String name(int prompt) {
        return "team-" + prompt % TEAMS + "/area-" + prompt / TEAMS % AREAS + "/prompt-" + prompt;
    }

    void into(Path database) throws SQLException {
        var random = new SplittableRandom(3);
        try (var sql = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            execute(sql, "PRAGMA synchronous = OFF");
            execute(sql, "PRAGMA cache_size = -100000");
            sql.setAutoCommit(false);
            String project;
            try (var row = sql.createStatement().executeQuery("SELECT id FROM project")) {
                project = row.getString(1);
            }
            for (int i = 0; i < prompts; i++) {
                add(sql, project, i, random);
                if (i % 500 == 499) {
                    sql.commit();
                    System.err.printf("%,d prompts%n", i + 1);
                }
            }
            sql.commit();
            sql.setAutoCommit(true);
            execute(sql, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private void add(Connection sql, String project, int prompt, SplittableRandom random) throws SQLException {
        var id = new UUID(FIRST_ID + prompt, Long.MIN_VALUE).toString();
        String name = name(prompt);
        String description = "Answers customers, number-" + prompt;
        update(
                sql,
                """
                INSERT INTO artifact (id, project_id, kind, name, folder, description, search, latest, created_at, created_by, updated_at)
                VALUES (?, ?, 'prompt', ?, ?, ?, ?, ?, ?, 'bench', ?)""",
                id,
                project,
                name,
                name.substring(0, name.lastIndexOf('/') + 1),
                description,
                (name + "\n" + description + "\ntag-" + prompt % TAGS).toLowerCase(Locale.ROOT),
                versions,
                START_MICROS + prompt,
                START_MICROS + random.nextInt(1_000_000_000));
        update(sql, "INSERT INTO artifact_tag (artifact_id, tag) VALUES (?, ?)", id, "tag-" + prompt % TAGS);
        update(sql, """
                INSERT INTO artifact_label (artifact_id, label, number, moved_at, moved_by)
                VALUES (?, 'production', ?, ?, 'bench')""", id, versions - 1, START_MICROS);
        try (var insert = sql.prepareStatement("""
                INSERT INTO artifact_version (artifact_id, number, digest, message, author, parent, created_at, content)
                VALUES (?, ?, ?, 'a change', 'bench', ?, ?, ?)""")) {
            var text = new StringBuilder();
            while (text.length() < textBytes) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            for (int number = 1; number <= versions; number++) {
                int at = random.nextInt(text.length());
                text.replace(at, at, WORDS[random.nextInt(WORDS.length)] + " ").setLength(textBytes);
                String content = "{\"messages\":[{\"content\":\"" + text + "\",\"role\":\"system\"},"
                        + "{\"content\":\"{{question}}\",\"role\":\"user\"}],\"type\":\"chat\"}";
                insert.setString(1, id);
                insert.setInt(2, number);
                insert.setString(3, digest(content));
                insert.setObject(4, number == 1 ? null : number - 1);
                insert.setLong(5, START_MICROS + number);
                insert.setString(6, content);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void update(Connection sql, String statement, Object... values) throws SQLException {
        try (var prepared = sql.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            prepared.executeUpdate();
        }
    }

    private static void execute(Connection sql, String statement) throws SQLException {
        try (var created = sql.createStatement()) {
            created.execute(statement);
        }
    }

    private static String digest(String content) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(sha);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
