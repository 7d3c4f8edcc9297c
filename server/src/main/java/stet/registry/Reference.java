package stet.registry;

import stet.platform.http.Problem;
import stet.registry.canonical.CanonicalJson;

/** Which version of an artifact is meant. */
public sealed interface Reference {
    int LONGEST_LABEL = 64;

    /** The version of this number. */
    @SuppressWarnings("JavaLangClash")
    record Number(int number) implements Reference {
        @Override
        public String toString() {
            return Integer.toString(number);
        }
    }

    /** The version that a label points at now. */
    record Label(String label) implements Reference {
        public Label {
            if (!isLabel(label)) {
                throw Problem.Invalid.field(
                        "label",
                        "'" + label + "' is not a label: 1 to " + LONGEST_LABEL
                                + " letters, digits, '.', '_' and '-', not only digits, and not 'latest'");
            }
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** The newest version with this content. */
    record Digest(String digest) implements Reference {
        @Override
        public String toString() {
            return digest;
        }
    }

    /** The newest version. */
    record Latest() implements Reference {
        @Override
        public String toString() {
            return "latest";
        }
    }

    /** Reads {@code 3}, {@code production}, {@code sha256:…} or {@code latest}. */
    static Reference parse(String text) {
        if (text.equals("latest")) {
            return new Latest();
        }
        if (CanonicalJson.isDigest(text)) {
            return new Digest(text);
        }
        if (text.length() <= 9 && text.matches("[0-9]+")) {
            return new Number(Integer.parseInt(text));
        }
        if (isLabel(text)) {
            return new Label(text);
        }
        throw Problem.Invalid.field(
                "version",
                "'" + text
                        + "' is neither a version's number, a label, 'latest' nor 'sha256:' with 64 hexadecimal digits");
    }

    private static boolean isLabel(String text) {
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) <= LONGEST_LABEL
                && !text.equals("latest")
                && text.codePoints()
                        .allMatch(it -> Character.isLetterOrDigit(it) || it == '.' || it == '_' || it == '-')
                && !text.codePoints().allMatch(Character::isDigit);
    }
}
