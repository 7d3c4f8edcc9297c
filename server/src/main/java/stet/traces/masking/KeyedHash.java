package stet.traces.masking;

import java.util.regex.Pattern;
import stet.platform.secrets.Secrets;

/** Makes of a value a digest that only this installation can make: the same for the same value of one project. */
record KeyedHash(Secrets secrets, String purpose) {
    private static final Pattern MADE = Pattern.compile("hmac:[0-9a-f]{32}");

    /** A value that has been hashed stays. */
    String of(String value) {
        return isMade(value) ? value : "hmac:" + secrets.fingerprint(value, purpose);
    }

    static boolean isMade(String value) {
        return MADE.matcher(value).matches();
    }
}
