package stet.platform.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system of one megabyte that really fills up. */
class JournalDiskFullTest {
    @TempDir
    Path mount;

    @BeforeEach
    void mountAFileSystemOfOneMegabyte() throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "none", mount.toString()),
                "a small file system can only be mounted by root on Linux");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", mount.toString());
    }

    @Test
    void aFullDiskFailsTheAppendLosesNothingAndRecovers() throws Exception {
        var ballast = mount.resolve("ballast");
        var folder = mount.resolve("journal");
        try (var journal = Journal.open(folder, JournalSettings.DEFAULT, Set.of())) {
            Files.write(ballast, new byte[600_000]);
            journal.append("before".getBytes(UTF_8)).join();

            assertThatThrownBy(() -> journal.append(new byte[700_000]).join())
                    .hasCauseInstanceOf(JournalException.DiskFailed.class)
                    .hasMessageContaining("free space");
            assertThat(journal.trouble()).contains("cannot write the journal");
            assertThat(journal.bytes()).isEqualTo("before".length() + Frame.HEADER);

            Files.delete(ballast);
            journal.append("after".getBytes(UTF_8)).join();

            assertThat(journal.trouble()).isNull();
            assertThat(JournalTest.read(journal, Position.START)).containsExactly("before", "after");
        }
        try (var journal = Journal.open(folder, JournalSettings.DEFAULT, Set.of())) {
            assertThat(JournalTest.read(journal, Position.START)).containsExactly("before", "after");
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
