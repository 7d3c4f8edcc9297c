package stet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import stet.access.AccessFeature;
import stet.platform.config.OwnerFile;

/** The API key that the demo's bot uses: made once, kept in the home, made again when it was revoked. */
final class DemoKey {
    static final String PROJECT = "demo";
    private static final String FILE = "demo-key";

    private DemoKey() {}

    static String of(AccessFeature access, Path home) {
        Path file = home.resolve(FILE);
        try {
            if (Files.exists(file)) {
                String key = Files.readString(file).strip();
                if (access.callers().keyHolder(key).isPresent()) {
                    return key;
                }
            }
            String key = access.keys()
                    .create(access.callers().server(), PROJECT, "demo traffic")
                    .key();
            OwnerFile.write(file, key + "\n");
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the command line here signs in with. */
    static String ofCommandLine(Path home) {
        try {
            return Files.readString(home.resolve("cli-token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
