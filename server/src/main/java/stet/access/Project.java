package stet.access;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** The boundary of data and permission. Its name is part of URLs and never changes. */
public record Project(UUID id, String name, String title, Instant createdAt) {
    static final int MAX_TITLE = 200;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public Project {
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' is not a project name");
        }
        if (title.isBlank() || title.length() > MAX_TITLE) {
            throw new IllegalArgumentException("a title has 1 to " + MAX_TITLE + " characters");
        }
    }

    /** Whether a text is fit to name a project: 1 to 63 of a-z, 0-9 and hyphens inside. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
