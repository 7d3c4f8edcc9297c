package stet.platform.journal;

/** A place between two entries of a journal: how many entries were numbered before it. */
public record Position(long entry) implements Comparable<Position> {
    public static final Position START = new Position(0);

    public Position {
        if (entry < 0) {
            throw new IllegalArgumentException("entries are numbered from 0, not " + entry);
        }
    }

    @Override
    public int compareTo(Position other) {
        return Long.compare(entry, other.entry);
    }

    public boolean isAfter(Position other) {
        return entry > other.entry;
    }
}
