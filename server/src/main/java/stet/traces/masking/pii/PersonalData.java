package stet.traces.masking.pii;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A kind of personal data or secret that is recognised in texts. Where two could be meant, the earlier in this order is. */
public enum PersonalData {
    /** A private key, a JSON web token, or a key whose vendor gives it a shape of its own. */
    SECRET,
    EMAIL,
    IBAN,
    CARD,
    SSN,
    PHONE,
    IP;

    private final String token = "[" + word() + "]";

    /** The word used in JSON and in the interface. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PersonalData> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findAny();
    }

    /**
     * A text without what was recognised in it.
     *
     * @param finds how many there were; with none the text is the one that was given
     */
    public record Redacted(String text, int finds) {}

    /** Puts the kind's word in brackets where there was one of it. */
    public Redacted redact(String text) {
        var redacted = new Redacted(text, 0);
        for (var finder : Finders.of(this)) {
            redacted = redact(finder, redacted);
        }
        return redacted;
    }

    private Redacted redact(Finder finder, Redacted before) {
        String text = before.text();
        var found = finder.next(text, 0);
        if (found == null) {
            return before;
        }
        var out = new StringBuilder(text.length());
        int finds = before.finds();
        int done = 0;
        while (found != null) {
            out.append(text, done, found.from()).append(token);
            done = found.to();
            finds++;
            found = finder.next(text, done);
        }
        return new Redacted(out.append(text, done, text.length()).toString(), finds);
    }
}
