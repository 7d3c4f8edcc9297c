package stet.prompts.templates;

import java.util.List;

/** A piece of a Mustache template; offsets are into its text. */
sealed interface MustacheNode {
    record Text(String text) implements MustacheNode {}

    /** A name to be replaced. An empty path is the item itself. */
    record Name(List<String> path, int offset) implements MustacheNode {
        String words() {
            return path.isEmpty() ? "." : String.join(".", path);
        }
    }

    /** Rendered for each item of a list, with an object's fields, or if a value is there; inverted: if it is not. */
    record Section(Name name, boolean inverted, List<MustacheNode> body) implements MustacheNode {}

    /** @param indent the space before it, where it stands alone on its line */
    record Include(String reference, String indent, int offset) implements MustacheNode {}
}
