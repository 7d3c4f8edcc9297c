package stet.traces.conventions;

/** One vocabulary of attributes: finds what it knows in a span and leaves the rest to the next. */
interface Convention {
    void read(Reading span);
}
