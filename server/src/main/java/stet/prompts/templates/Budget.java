package stet.prompts.templates;

import java.time.Duration;

/** What one rendering may use up: steps, characters, nesting and time. Going beyond is a {@link Fault} in words. */
public final class Budget {
    /** Nodes, loop turns and list items together. */
    public static final long MAX_STEPS = 1_000_000;

    /** Characters of the whole result. */
    public static final int MAX_OUTPUT = 4 * 1024 * 1024;

    /** Characters of everything that is built on the way to the result. */
    public static final long MAX_BUILT = 16L * 1024 * 1024;

    /** Blocks, expressions, macros and includes inside each other. */
    public static final int MAX_DEPTH = 400;

    public static final Duration MAX_TIME = Duration.ofSeconds(1);

    private static final int LOOK_AT_CLOCK = 255;

    private final long endNanos = System.nanoTime() + MAX_TIME.toNanos();
    private long steps;
    private long built;
    private int depth;
    private int looks;

    public void step() {
        step(1);
    }

    public void step(long more) {
        steps += more;
        if (steps > MAX_STEPS) {
            throw new Fault(
                    "rendering takes more than " + MAX_STEPS + " steps: loop over less, or loop less deeply", -1);
        }
        look();
    }

    /** To be called before characters are put together. */
    public void build(long characters) {
        built += characters;
        if (built > MAX_BUILT) {
            throw new Fault("rendering builds more than " + MAX_BUILT + " characters of text", -1);
        }
        look();
    }

    /** Looks for a text in another one, which may take the product of their lengths. */
    public void search(int in, int what) {
        step(1 + (long) in * Math.max(1, what) / 4096);
    }

    public void enter() {
        if (++depth > MAX_DEPTH) {
            throw new Fault("the template nests more than " + MAX_DEPTH + " levels deep while it is rendered", -1);
        }
    }

    public void leave() {
        depth--;
    }

    /** Appends to a result within its limit. */
    public void append(StringBuilder out, String text) {
        if ((long) out.length() + text.length() > MAX_OUTPUT) {
            throw new Fault("the result is longer than " + MAX_OUTPUT + " characters", -1);
        }
        build(text.length());
        out.append(text);
    }

    private void look() {
        if ((++looks & LOOK_AT_CLOCK) == 0 && System.nanoTime() > endNanos) {
            throw new Fault("rendering takes longer than " + MAX_TIME.toMillis() + " ms", -1);
        }
    }
}
