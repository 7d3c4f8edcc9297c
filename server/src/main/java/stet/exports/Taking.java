package stet.exports;

import java.io.IOException;

/** Takes pieces as they come. */
interface Taking {
    /** Takes one, and says whether more are wanted. */
    boolean take(Piece piece) throws IOException;

    /** Is told now and then, also while nothing comes, so that it can end the work by failing. */
    default void pause() throws IOException {}
}
