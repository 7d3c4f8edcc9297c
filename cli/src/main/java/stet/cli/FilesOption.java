package stet.cli;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;
import stet.cli.StetCommand.Misuse;
import stet.cli.files.Checkout;

/** Which folder holds the files of artifacts. */
final class FilesOption {
    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            defaultValue = ".",
            description = "The folder with prompts/, tools/ and so on; this one, unless given.")
    Path folder = Path.of(".");

    Checkout read() {
        return read(folder);
    }

    static Checkout read(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new Misuse(folder + " is no folder");
        }
        return Checkout.read(folder);
    }
}
