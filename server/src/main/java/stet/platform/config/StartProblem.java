package stet.platform.config;

/** Why the server cannot start, in one sentence that says what to do. */
public final class StartProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartProblem(String sentence) {
        super(sentence);
    }

    public StartProblem(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
