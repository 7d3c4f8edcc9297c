package stet.bench;

import java.util.List;

/** One table of a benchmark: measures a target in each of its settings, as often as it is told to. */
interface Part {
    List<Integer> settings();

    /** Measures once and returns what was seen, in a few words. */
    String measure(Target target, int setting);

    /** The table of all that was measured. */
    String table();
}
