package stet.access;

import java.util.UUID;
import java.util.regex.Pattern;

/** Someone who can sign in. */
public record Person(UUID id, String name, boolean administrator) {
    static final int MAX_NAME = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}");

    /** Whether a text is fit to name a person, as their mail address is. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
