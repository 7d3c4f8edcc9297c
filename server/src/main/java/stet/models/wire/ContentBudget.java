package stet.models.wire;

/** How much more content of a stream may be kept in memory. */
final class ContentBudget {
    private int remaining;
    private boolean exceeded;

    ContentBudget(int characters) {
        remaining = characters;
    }

    void append(StringBuilder to, String more) {
        if (take(more.length())) {
            to.append(more);
        }
    }

    /** Whether that many characters may still be kept; once the answer was no it stays no. */
    boolean take(int characters) {
        exceeded |= characters > remaining;
        if (exceeded) {
            return false;
        }
        remaining -= characters;
        return true;
    }

    boolean exceeded() {
        return exceeded;
    }
}
