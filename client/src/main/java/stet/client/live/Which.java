package stet.client.live;

import stet.client.live.Queries.Pair;

/** Which version of a prompt is meant. */
public sealed interface Which {
    /** One version by its number; it never changes. */
    record Numbered(int number) implements Which {
        public Numbered {
            if (number < 1) {
                throw new IllegalArgumentException("version numbers start at 1, not " + number);
            }
        }
    }

    /** The version that a label points at. */
    record Label(String label) implements Which {}

    /** The newest. */
    record Latest() implements Which {}

    /** The one that the release pins which is live in an environment of an app. */
    record PinnedBy(String app, String environment) implements Which {}

    static Which number(int number) {
        return new Numbered(number);
    }

    static Which label(String label) {
        return new Label(label);
    }

    static Which latest() {
        return new Latest();
    }

    static Which pinnedBy(String app, String environment) {
        return new PinnedBy(app, environment);
    }

    /** As people write it after a prompt's name: {@code 3}, {@code production} or {@code latest}. */
    static Which parse(String text) {
        if (text.equals("latest")) {
            return new Latest();
        }
        return text.matches("[1-9][0-9]{0,8}") ? new Numbered(Integer.parseInt(text)) : new Label(text);
    }

    /** The query that names it. */
    default String query() {
        if (this instanceof Numbered it) {
            return Queries.text(new Pair("version", String.valueOf(it.number())));
        }
        if (this instanceof Label it) {
            return Queries.text(new Pair("label", it.label()));
        }
        if (this instanceof PinnedBy it) {
            return Queries.text(new Pair("app", it.app()), new Pair("environment", it.environment()));
        }
        return Queries.text(new Pair("version", "latest"));
    }
}
