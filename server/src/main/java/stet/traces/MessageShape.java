package stet.traces;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An error's message without what differs from one occurrence to the next: quoted parts, addresses, ids, times and numbers
 * stand as {@code "…"}, {@code <url>}, {@code <id>}, {@code <time>} and {@code <n>}, so that equal shapes are one error.
 */
final class MessageShape {
    static final int LENGTH = 300;
    private static final int LONGEST_READ = 2_000;

    private record Fold(Pattern what, String to) {}

    private static final List<Fold> FOLDS = List.of(
            fold("\\s+", " "),
            fold("https?://[^\\s\"'<>)]+", "<url>"),
            fold("\"[^\"]*\"", "\"…\""),
            fold("`[^`]*`", "`…`"),
            fold("(?<![\\p{L}\\d])'[^']*'(?![\\p{L}\\d])", "'…'"),
            fold("[\\p{L}\\d._%+-]{1,64}@[\\p{L}\\d-]+(\\.[\\p{L}\\d-]+)+", "<mail>"),
            fold("\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?)?(Z|[+-]\\d\\d:?\\d\\d)?", "<time>"),
            fold("\\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b", "<id>"),
            fold("\\b\\d{1,3}(\\.\\d{1,3}){3}(:\\d+)?\\b", "<address>"),
            fold("\\b[A-Za-z]{2,12}[_-](?=[\\w-]*\\d)[A-Za-z0-9_-]{8,}", "<id>"),
            fold("\\b(?=[0-9a-fA-F]*\\d)(?=[0-9a-fA-F]*[a-fA-F])[0-9a-fA-F]{8,}\\b", "<id>"),
            fold("\\d+([.,]\\d+)*", "<n>"));

    private MessageShape() {}

    static String of(String message) {
        String shape = message.length() > LONGEST_READ ? message.substring(0, LONGEST_READ) : message;
        for (var fold : FOLDS) {
            shape = fold.what().matcher(shape).replaceAll(fold.to());
        }
        shape = shape.strip();
        return shape.length() > LENGTH ? shape.substring(0, LENGTH - 1) + "…" : shape;
    }

    private static Fold fold(String what, String to) {
        return new Fold(Pattern.compile(what), to);
    }
}
