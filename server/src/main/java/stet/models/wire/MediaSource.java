package stet.models.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stet.models.Part.Media;

/**
 * Where media to be sent comes from.
 *
 * @param url as it was given, also a {@code data:} URL; empty for a provider's file
 * @param data the base64 inside a {@code data:} URL
 * @param id a provider's file
 */
record MediaSource(
        String url,
        @Nullable String mediaType,
        @Nullable String data,
        @Nullable String id) {

    static MediaSource of(Media media) {
        String url = media.url() == null ? "" : media.url();
        int comma = url.indexOf(',');
        if (url.regionMatches(true, 0, "data:", 0, 5) && comma > 0) {
            String head = url.substring(5, comma);
            int semicolon = head.indexOf(';');
            String type = semicolon < 0 ? head : head.substring(0, semicolon);
            return new MediaSource(url, type.isEmpty() ? media.mediaType() : type, url.substring(comma + 1), null);
        }
        return new MediaSource(url, media.mediaType(), null, url.isEmpty() ? media.reference() : null);
    }

    /** What follows the slash of its type. */
    String subtype(String otherwise) {
        String type = mediaType;
        int slash = type == null ? -1 : type.indexOf('/');
        String subtype = type == null || slash < 0
                ? otherwise
                : type.substring(slash + 1).toLowerCase(Locale.ROOT);
        return subtype.equals("mpeg") ? "mp3" : subtype;
    }
}
