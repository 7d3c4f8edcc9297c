package stet.traces.masking;

import com.google.re2j.Pattern;
import java.util.List;
import stet.traces.masking.pii.PersonalData;

/** Replaces parts of a text; a text in which nothing is replaced comes back as it is. */
@FunctionalInterface
interface Redaction {
    /** What was replaced may have hidden its neighbour. */
    int ROUNDS = 4;

    String apply(String text, Hits hits);

    /** All one after the other. */
    static Redaction of(List<Redaction> all) {
        return (text, hits) -> {
            String redacted = text;
            for (var one : all) {
                redacted = one.apply(redacted, hits);
            }
            return redacted;
        };
    }

    static Redaction of(Rule.Replace rule) {
        var pattern = Pattern.compile(rule.pattern());
        return (text, hits) -> {
            var matcher = pattern.matcher(text);
            StringBuilder out = null;
            int done = 0;
            int finds = 0;
            while (matcher.find()) {
                if (matcher.end() > matcher.start() && !kept(rule, text, matcher.start(), matcher.end())) {
                    out = out == null ? new StringBuilder(text.length()) : out;
                    out.append(text, done, matcher.start()).append(rule.replacement());
                    done = matcher.end();
                    finds++;
                }
            }
            hits.add(rule, finds);
            return out == null ? text : out.append(text, done, text.length()).toString();
        };
    }

    /** Whether the match is what a match is replaced by. */
    private static boolean kept(Rule.Replace rule, String text, int from, int to) {
        return to - from == rule.replacement().length() && text.startsWith(rule.replacement(), from);
    }

    static Redaction of(Rule.Redact rule) {
        return (text, hits) -> {
            String redacted = text;
            boolean more = true;
            for (int round = 0; more && round < ROUNDS; round++) {
                more = false;
                for (PersonalData data : rule.data()) {
                    var one = data.redact(redacted);
                    hits.add(data.word(), data.word(), one.finds());
                    redacted = one.text();
                    more |= one.finds() > 0;
                }
            }
            return redacted;
        };
    }
}
