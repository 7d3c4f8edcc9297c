package stet.prompts.templates;

import java.util.regex.Pattern;

/** Which names templates may use. */
public final class Names {
    public static final int MAX_LENGTH = 100;
    private static final int MAX_REFERENCE = 300;
    private static final int SHOWN = 40;
    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,99}");
    private static final Pattern VARIABLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]{0,99}");

    private Names() {}

    /** Whether it is a name in every language. */
    public static boolean isIdentifier(String name) {
        return IDENTIFIER.matcher(name).matches();
    }

    /** Whether a variable may be called so; Mustache takes hyphens too. */
    public static boolean isVariable(String name) {
        return VARIABLE.matcher(name).matches();
    }

    /** What an include names, without space around it. */
    public static String reference(String text, int at) {
        String reference = text.strip();
        if (reference.isEmpty()) {
            throw new Fault("the include names no prompt: write its name, such as shared/tone@production", at);
        }
        if (reference.length() > MAX_REFERENCE) {
            throw new Fault("the include has " + reference.length() + " characters; at most " + MAX_REFERENCE, at);
        }
        return reference;
    }

    /** The start of a text, fit for a message. */
    public static String cut(String text) {
        String line = text.replace('\n', ' ').replace('\r', ' ');
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
