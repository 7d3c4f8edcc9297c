package stet.exports.schedule;

import java.io.IOException;
import java.nio.file.Path;

/** A place where exported files are put under names; a name that is there is replaced. */
interface Shelf extends AutoCloseable {
    /** Puts a file there; under its name it is there whole or not at all. */
    void put(String name, Path file, String contentType) throws IOException;

    /** Removes a name, which need not be there. */
    void remove(String name) throws IOException;

    @Override
    void close();
}
