package stet.cli;

import org.jspecify.annotations.Nullable;
import stet.cli.files.Key;

/**
 * What a command about files did, or would do, with one artifact.
 *
 * @param action one word, such as {@code saved}
 * @param diff the lines that differ, from the server's to the file's
 */
record FileRow(
        String kind,
        String name,
        @Nullable String file,
        String action,
        @Nullable Integer version,
        @Nullable String detail,
        @Nullable String diff) {
    static FileRow of(
            Key key, @Nullable String file, String action, @Nullable Integer version, @Nullable String detail) {
        return new FileRow(key.kind().word(), key.name(), file, action, version, detail, null);
    }

    FileRow withDiff(String lines) {
        return new FileRow(kind, name, file, action, version, detail, lines);
    }

    String line() {
        return action + "  " + (file == null ? kind + "/" + name : file)
                + (version == null ? "" : "  version " + version) + (detail == null ? "" : "  " + detail);
    }
}
