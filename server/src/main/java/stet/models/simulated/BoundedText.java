package stet.models.simulated;

/** Text that can be looked at only so often, so that no pattern searches it for ever. */
final class BoundedText implements CharSequence {
    private static final int MAX_STEPS = 1_000_000;

    private final String text;
    private int steps;

    BoundedText(String text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (++steps > MAX_STEPS) {
            throw new IllegalStateException("a scenario's pattern takes too long; make it simpler");
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
