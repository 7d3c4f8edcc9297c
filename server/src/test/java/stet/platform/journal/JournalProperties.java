package stet.platform.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class JournalProperties {
    private static final JournalSettings SMALL = new JournalSettings(300, 10_000, 1_000_000);

    @Property(tries = 60)
    void anyEntriesComeBackByteForByteAcrossSegmentsAndRestarts(
            @ForAll @Size(max = 30) List<@Size(min = 1, max = 200) byte[]> entries,
            @ForAll @IntRange(max = 30) int from)
            throws Exception {
        inFolder(folder -> {
            for (var entry : entries) {
                try (var journal = Journal.open(folder, SMALL, Set.of())) {
                    journal.append(entry).join();
                }
            }
            int start = Math.min(from, entries.size());
            try (var journal = Journal.open(folder, SMALL, Set.of());
                    var reader = journal.read(new Position(start))) {
                var read = reader.next(Long.MAX_VALUE, 1).stream()
                        .map(JournalReader.Entry::payload)
                        .toList();
                assertThat(read).containsExactlyElementsOf(entries.subList(start, entries.size()));
            }
        });
    }

    @Property(tries = 60)
    void whateverFollowsTheLastEntryNeverChangesOrHidesWhatWasAcknowledged(
            @ForAll @Size(min = 1, max = 10) List<@Size(min = 1, max = 50) byte[]> entries,
            @ForAll @Size(max = 100) byte[] garbage)
            throws Exception {
        inFolder(folder -> {
            try (var journal = Journal.open(folder, SMALL, Set.of())) {
                journal.append(entries).join();
            }
            var last = Segment.allIn(folder).lastEntry().getValue().file();
            byte[] good = Files.readAllBytes(last);
            byte[] dirty = Arrays.copyOf(good, good.length + garbage.length);
            System.arraycopy(garbage, 0, dirty, good.length, garbage.length);
            Files.write(last, dirty);

            try (var journal = Journal.open(folder, SMALL, Set.of())) {
                journal.append("later".getBytes(UTF_8)).join();
                try (var reader = journal.read(Position.START)) {
                    var read = reader.next(Long.MAX_VALUE, 1).stream()
                            .map(JournalReader.Entry::payload)
                            .toList();
                    assertThat(read.subList(0, entries.size())).containsExactlyElementsOf(entries);
                    assertThat(read.subList(entries.size(), read.size())).containsExactly("later".getBytes(UTF_8));
                }
            }
        });
    }

    private interface InFolder {
        void run(Path folder) throws Exception;
    }

    private static void inFolder(InFolder body) throws Exception {
        var folder = Files.createTempDirectory("journal");
        try {
            body.run(folder);
        } finally {
            deleteAll(folder);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
