package stet.platform.db;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import stet.platform.config.StartProblem;

/** Where the record store is and how to sign in to it. */
public record RecordsAddress(
        Dialect dialect,
        String jdbcUrl,
        @Nullable String user,
        @Nullable String password) {
    private static final String EXPECTED =
            "expected postgres://user:password@host:5432/database, jdbc:postgresql://host:5432/database or jdbc:sqlite:/path/records.db";

    /** The file {@code records.db} in stet's home folder. */
    public static RecordsAddress inHome(Path home) {
        return sqlite(home.resolve("records.db"));
    }

    public static RecordsAddress sqlite(Path file) {
        return new RecordsAddress(Dialect.SQLITE, "jdbc:sqlite:" + file.toAbsolutePath(), null, null);
    }

    /** Reads the value of {@code STET_RECORDS_URL}: a JDBC URL, or the form that hosting platforms hand out. */
    public static RecordsAddress parse(String text) {
        String url = text.strip();
        if (url.startsWith("jdbc:sqlite:") && url.length() > "jdbc:sqlite:".length()) {
            return new RecordsAddress(Dialect.SQLITE, url, null, null);
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return postgres(url.substring("jdbc:".length()));
        }
        if (url.startsWith("postgres://") || url.startsWith("postgresql://")) {
            return postgres(url);
        }
        throw new StartProblem("STET_RECORDS_URL is not a database stet can use: " + EXPECTED);
    }

    private static RecordsAddress postgres(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new StartProblem(
                    "STET_RECORDS_URL is not a URL (special characters in a password must be percent-encoded): "
                            + EXPECTED);
        }
        if (uri.getRawAuthority() == null
                || uri.getRawPath() == null
                || uri.getRawPath().length() < 2) {
            throw new StartProblem("STET_RECORDS_URL names no host and database: " + EXPECTED);
        }
        String authority = uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String jdbcUrl = "jdbc:postgresql://" + authority.substring(at + 1) + uri.getRawPath() + query;
        if (at < 0) {
            return new RecordsAddress(Dialect.POSTGRESQL, jdbcUrl, null, null);
        }
        String[] parts = authority.substring(0, at).split(":", 2);
        return new RecordsAddress(
                Dialect.POSTGRESQL, jdbcUrl, decode(parts[0]), parts.length == 2 ? decode(parts[1]) : null);
    }

    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The address without anything secret: the driver's parameters may hold a password too. */
    @Override
    public String toString() {
        int query = jdbcUrl.indexOf('?');
        return query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
    }
}
