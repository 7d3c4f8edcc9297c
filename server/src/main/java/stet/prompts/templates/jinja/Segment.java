package stet.prompts.templates.jinja;

import java.util.List;

/** What stands beside each other in a template. */
sealed interface Segment {
    record Data(String text) implements Segment {}

    /** Between <code>{{</code> and <code>}}</code>. */
    record Print(List<Token> tokens, int at) implements Segment {}

    /** Between <code>{%</code> and <code>%}</code>. */
    record Tag(List<Token> tokens, int at) implements Segment {}
}
