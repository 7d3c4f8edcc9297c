package stet.prompts.templates;

import org.jspecify.annotations.Nullable;

/** What is wrong with a template, or went wrong while it was rendered, at one place of it. */
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int offset;
    private final transient @Nullable Place place;

    /** @param offset in the template's text; -1 when the place is not known */
    public Fault(String message, int offset) {
        this(message, offset, null);
    }

    private Fault(String message, int offset, @Nullable Place place) {
        super(message, null, false, false);
        this.offset = offset;
        this.place = place;
    }

    /** The same with its place, unless it has one: of the template whose text this is. */
    public Fault in(String source) {
        return place != null || offset < 0
                ? this
                : new Fault(words(), offset, new Lines(source).at(Math.min(offset, source.length())));
    }

    /** The same, told of a template that another one includes. */
    public Fault inside(String include, int includedAt) {
        var at = place;
        String where = at == null ? "" : at + " of ";
        return new Fault("in " + where + "'" + include + "': " + words(), includedAt, null);
    }

    public @Nullable Place place() {
        return place;
    }

    /** Whether it is known where it happened. */
    public boolean hasOffset() {
        return offset >= 0 || place != null;
    }

    public String words() {
        var message = getMessage();
        return message == null ? "the template is wrong" : message;
    }
}
