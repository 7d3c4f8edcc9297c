package stet.exports;

import java.util.function.Consumer;

/** The lines of a file that is imported. */
interface Lines {
    void each(Consumer<ImportedLine> taking);
}
