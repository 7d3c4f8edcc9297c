package stet.statistics.proportions;

/**
 * Two versions on the same cases.
 *
 * @param both cases that pass with both
 * @param onlyFirst cases that pass with the first only
 * @param onlySecond cases that pass with the second only
 * @param neither cases that pass with neither
 */
public record PairedTable(int both, int onlyFirst, int onlySecond, int neither) {
    public PairedTable {
        if (both < 0 || onlyFirst < 0 || onlySecond < 0 || neither < 0) {
            throw new IllegalArgumentException("numbers of cases are 0 or more");
        }
    }

    /** @throws IllegalArgumentException when the versions were not seen on equally many cases */
    public static PairedTable of(boolean[] first, boolean[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(first.length + " cases are no pairs of " + second.length);
        }
        var cells = new int[4];
        for (int i = 0; i < first.length; i++) {
            cells[(first[i] ? 0 : 2) + (second[i] ? 0 : 1)]++;
        }
        return new PairedTable(cells[0], cells[1], cells[2], cells[3]);
    }

    public int total() {
        return both + onlyFirst + onlySecond + neither;
    }

    public Proportion first() {
        return new Proportion(both + onlyFirst, total());
    }

    public Proportion second() {
        return new Proportion(both + onlySecond, total());
    }

    /** The share of the second less that of the first. */
    public double difference() {
        return (double) (onlySecond - onlyFirst) / total();
    }

    /** The estimated standard error of the difference. */
    public double standardError() {
        double n = total();
        double d = difference();
        return Math.sqrt(((onlyFirst + onlySecond) / n - d * d) / n);
    }

    /** The same with the versions exchanged. */
    public PairedTable swapped() {
        return new PairedTable(both, onlySecond, onlyFirst, neither);
    }
}
