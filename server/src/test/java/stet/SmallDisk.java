package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real file system of little room, mounted on a folder; the test is skipped where that is not allowed. */
record SmallDisk(Path folder) implements AutoCloseable {
    static SmallDisk on(Path folder, int mebibytes) {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "none", folder.toString()),
                "a small file system can only be mounted by root on Linux");
        return new SmallDisk(folder);
    }

    /** Leaves not a byte. The file that takes the room. */
    Path fill() throws IOException {
        var ballast = folder.resolve("ballast");
        try (var out = Files.newOutputStream(ballast)) {
            var bytes = new byte[4096];
            while (true) {
                out.write(bytes);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        return ballast;
    }

    @Override
    public void close() {
        run("umount", "-l", folder.toString());
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
