package stet.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import stet.platform.config.OwnerFile;
import stet.platform.config.StartProblem;

/** The secret in the home folder by which the command line of whoever may read it is the administrator. */
final class CliToken {
    static final String FILE = "cli-token";
    static final String START = "stet_cli_";

    private final String secret;

    private CliToken(String secret) {
        this.secret = secret;
    }

    /** Reads the file, or writes a new one that only its owner can read. */
    static CliToken in(Path home) {
        Path file = home.resolve(FILE);
        try {
            if (Files.exists(file)) {
                String secret = Files.readString(file).strip();
                if (Tokens.isWhole(START, secret)) {
                    OwnerFile.close(file);
                    return new CliToken(secret);
                }
            }
            String secret = Tokens.withPrefix(START);
            OwnerFile.write(file, secret + "\n");
            return new CliToken(secret);
        } catch (IOException e) {
            throw new StartProblem(
                    "the file " + file + " cannot be read or written (" + e.getMessage()
                            + "): check that the folder belongs to the user who starts stet.",
                    e);
        }
    }

    boolean is(String presented) {
        return Tokens.equal(secret, presented);
    }

    @Override
    public String toString() {
        return "CliToken[hidden]";
    }
}
