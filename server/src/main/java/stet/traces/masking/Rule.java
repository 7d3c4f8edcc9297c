package stet.traces.masking;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.EnumSet;
import java.util.Set;
import stet.traces.masking.pii.PersonalData;

/** One thing that is done to what comes in. Its name says on each span how often it was. */
public sealed interface Rule {
    int LONGEST_NAME = 40;
    int LONGEST_PATTERN = 500;
    int LONGEST_REPLACEMENT = 100;
    int MOST_BYTES = 1024 * 1024;

    String name();

    /** The word for its kind. */
    String kind();

    /** Attributes that are left out. */
    record Drop(String name, AttributeNames names) implements Rule {
        @Override
        public String kind() {
            return "drop";
        }
    }

    /** Attributes whose values become keyed digests: equal ones stay equal. */
    record Hash(String name, AttributeNames names) implements Rule {
        @Override
        public String kind() {
            return "hash";
        }
    }

    /**
     * Texts in which a pattern is replaced.
     *
     * @param attributes whether attributes, tags and the names of users and sessions are looked at too, not only content
     */
    record Replace(String name, String pattern, String replacement, boolean attributes) implements Rule {
        public Replace {
            if (pattern.isEmpty() || pattern.length() > LONGEST_PATTERN) {
                throw new IllegalArgumentException(
                        "pattern has " + pattern.length() + " characters; it needs 1 to " + LONGEST_PATTERN);
            }
            if (replacement.length() > LONGEST_REPLACEMENT) {
                throw new IllegalArgumentException("replacement has " + replacement.length() + " characters; at most "
                        + LONGEST_REPLACEMENT + " are allowed");
            }
            Repetitions.check(pattern);
            Pattern compiled;
            try {
                compiled = Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException("pattern is not an RE2 expression: " + e.getMessage(), e);
            }
            if (compiled.matcher("").find()) {
                throw new IllegalArgumentException("pattern matches the empty text, so that it would match everywhere");
            }
            var again = compiled.matcher(replacement);
            if (again.find() && !(again.start() == 0 && again.end() == replacement.length())) {
                throw new IllegalArgumentException(
                        "replacement holds what the pattern looks for, so that masking twice would replace it again");
            }
        }

        @Override
        public String kind() {
            return "pattern";
        }
    }

    /** Texts in which personal data is replaced by the word for its kind. */
    record Redact(String name, Set<PersonalData> data, boolean attributes) implements Rule {
        public Redact {
            if (data.isEmpty()) {
                throw new IllegalArgumentException("data is empty: name what is to be redacted");
            }
            data = EnumSet.copyOf(data);
        }

        @Override
        public String kind() {
            return "personal-data";
        }
    }

    /** Inputs or outputs that are cut after a number of bytes. */
    record Cut(String name, int bytes, boolean input, boolean output) implements Rule {
        public Cut {
            if (bytes < 0 || bytes > MOST_BYTES) {
                throw new IllegalArgumentException("bytes is " + bytes + "; it has to be 0 to " + MOST_BYTES);
            }
            if (!input && !output) {
                throw new IllegalArgumentException("neither input nor output is to be cut");
            }
        }

        @Override
        public String kind() {
            return "cut";
        }
    }
}
