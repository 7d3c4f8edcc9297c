package stet.models.wire;

import org.jspecify.annotations.Nullable;

/**
 * The few facts of a request body that must be known before it is forwarded, with the byte ranges that a {@link Splice}
 * may touch.
 *
 * @param stream whether the client asked for events
 * @param asksForUsage whether {@code stream_options.include_usage} is true
 * @param members how many members the top-level object has
 * @param objectStart where the top-level brace opens
 */
public record RequestHead(
        @Nullable String model,
        boolean stream,
        boolean asksForUsage,
        int members,
        int objectStart,
        @Nullable Member modelMember,
        @Nullable Member stet,
        @Nullable StreamOptions streamOptions)
        implements ScannedBody {

    /** Of a body that was not read, or could not be. */
    public static final RequestHead UNKNOWN = new RequestHead(null, false, false, 0, 0, null, null, null);

    /** Looks at a body once, without building a tree of it. */
    public static ScannedBody scan(byte[] body) {
        return new HeadScanner(body).scan();
    }

    public boolean hasStet() {
        return stet != null;
    }

    /** Changes to make to the body this head was scanned from. */
    public Splice splice(byte[] body) {
        return new Splice(body, this);
    }

    /** A member of an object: from the first byte of its name to the byte after its value. */
    public record Member(int nameStart, int valueStart, int end) {}

    /**
     * The {@code stream_options} member.
     *
     * @param isNull whether its value is {@code null}
     * @param members how many members its object has
     * @param includeUsage its {@code include_usage} member
     */
    public record StreamOptions(
            Member member,
            boolean isNull,
            int members,
            @Nullable Member includeUsage) {}
}
