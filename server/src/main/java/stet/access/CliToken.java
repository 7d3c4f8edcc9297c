package stet.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import stet.platform.config.StartProblem;

/** The secret in the home folder by which the command line of whoever may read it is the administrator. */
final class CliToken {
    static final String FILE = "cli-token";
    static final String START = "stet_cli_";
    private static final String OWNER_ONLY = "rw-------";

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
                    close(file);
                    return new CliToken(secret);
                }
            }
            String secret = Tokens.withPrefix(START);
            Path fresh = home.resolve(FILE + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh);
            close(fresh);
            Files.writeString(fresh, secret + "\n");
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
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

    private static void close(Path file) throws IOException {
        var permissions = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (permissions != null) {
            permissions.setPermissions(PosixFilePermissions.fromString(OWNER_ONLY));
        }
    }

    @Override
    public String toString() {
        return "CliToken[hidden]";
    }
}
