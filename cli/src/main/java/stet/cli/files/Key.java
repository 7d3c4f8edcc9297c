package stet.cli.files;

import java.util.Comparator;

/** Which artifact of a project. */
public record Key(Kind kind, String name) implements Comparable<Key> {
    private static final Comparator<Key> ORDER = Comparator.comparing(Key::kind).thenComparing(Key::name);

    /** Such as {@code prompt/support/billing}. */
    @Override
    public String toString() {
        return kind.word() + "/" + name;
    }

    static Key parse(String text) {
        int slash = text.indexOf('/');
        var kind = Kind.of(slash < 0 ? "" : text.substring(0, slash))
                .orElseThrow(
                        () -> new FileProblem("'" + text + "' does not name an artifact, such as 'prompt/greeting'"));
        return new Key(kind, text.substring(slash + 1));
    }

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }
}
