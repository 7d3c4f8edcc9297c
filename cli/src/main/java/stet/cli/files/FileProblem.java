package stet.cli.files;

/** A file, or a folder of them, that cannot be understood or written; the message says what and how to mend it. */
public final class FileProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    public FileProblem(String message) {
        super(message);
    }

    FileProblem at(String place) {
        return new FileProblem(place + ": " + getMessage());
    }
}
