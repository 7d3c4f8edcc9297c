package stet.traces;

import java.util.UUID;
import stet.traces.conventions.Reported;

/** What a project has done to all that comes in, before any of it is written down. Doing it again changes nothing more. */
public interface Masking {
    /** For a server in which no project has rules. */
    Masking NONE = new Masking() {
        @Override
        public boolean concerns(UUID project) {
            return false;
        }

        @Override
        public Reported mask(UUID project, Reported reported) {
            return reported;
        }

        @Override
        public Span mask(UUID project, Span span) {
            return span;
        }

        @Override
        public Amendment mask(UUID project, Amendment amendment) {
            return amendment;
        }

        @Override
        public Score mask(UUID project, Score score) {
            return score;
        }

        @Override
        public String mask(UUID project, String text) {
            return text;
        }
    };

    /** Whether the project has any rule. */
    boolean concerns(UUID project);

    /** What rules of attributes' names leave of a span, before a convention has taken its attributes for something else. */
    Reported mask(UUID project, Reported reported);

    Span mask(UUID project, Span span);

    Amendment mask(UUID project, Amendment amendment);

    Score mask(UUID project, Score score);

    /** A text of the server's own that may quote what was sent. */
    String mask(UUID project, String text);
}
