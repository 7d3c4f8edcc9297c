package stet.cli;

import org.jspecify.annotations.Nullable;

/**
 * What one check of {@code stet doctor} found.
 *
 * @param fix what to do about it; absent when it is well
 */
record Finding(
        String name, boolean ok, String detail, @Nullable String fix) {
    static Finding well(String name, String detail) {
        return new Finding(name, true, detail, null);
    }

    static Finding wrong(String name, String detail, String fix) {
        return new Finding(name, false, detail, fix);
    }
}
