package stet.platform.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final JournalSettings SMALL = new JournalSettings(200, 1000, 100_000);

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedIsReadBackInOrderAfterARestart() throws Exception {
        try (var journal = open(JournalSettings.DEFAULT)) {
            append(journal, "one", "two");
            assertThat(journal.append(bytes("three")).join()).isEqualTo(new Position(3));
        }
        try (var journal = open(JournalSettings.DEFAULT)) {
            append(journal, "four");

            assertThat(read(journal, Position.START)).containsExactly("one", "two", "three", "four");
            assertThat(read(journal, new Position(2))).containsExactly("three", "four");
            assertThat(journal.end()).isEqualTo(new Position(4));
        }
    }

    @Test
    void aReaderFollowsTheTail() throws Exception {
        try (var journal = open(SMALL);
                var reader = journal.read(Position.START)) {
            assertThat(reader.next(1000, 1)).isEmpty();
            var later = CompletableFuture.runAsync(() -> append(journal, "late"));

            assertThat(texts(reader.next(1000, 10_000))).containsExactly("late");
            later.join();
        }
    }

    @Test
    void manyWritersAreSyncedTogetherAndEachGetsItsOwnPosition() throws Exception {
        try (var journal = open(SMALL)) {
            var appends = IntStream.range(0, 500)
                    .mapToObj(i -> journal.append(bytes("entry " + i)))
                    .toList();

            assertThat(appends.stream().map(CompletableFuture::join))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 500)
                            .mapToObj(Position::new)
                            .toList());
            assertThat(read(journal, Position.START)).hasSize(500);
        }
    }

    @Test
    void anEntryTornAtAnyByteIsCutAndTheOthersStay() throws Exception {
        try (var journal = open(JournalSettings.DEFAULT)) {
            append(journal, "kept", "torn away");
        }
        var file = segments().getFirst();
        byte[] whole = Files.readAllBytes(file);
        int lastFrame = Frame.HEADER + "torn away".length();
        for (int cut = 1; cut <= lastFrame; cut++) {
            Files.write(file, Arrays.copyOf(whole, whole.length - cut));

            try (var journal = open(JournalSettings.DEFAULT)) {
                append(journal, "next");
                assertThat(read(journal, Position.START))
                        .as("cut by %s bytes", cut)
                        .containsExactly("kept", "next");
            }
        }
    }

    @Test
    void oneDamagedEntryIsSetAsideAndTheOthersAreRead() throws Exception {
        try (var journal = open(JournalSettings.DEFAULT)) {
            append(journal, "first", "second", "third");
        }
        flipByte(segments().getFirst(), 2 * Frame.HEADER + "first".length());

        try (var journal = open(JournalSettings.DEFAULT)) {
            append(journal, "fourth");
            assertThat(read(journal, Position.START)).containsExactly("first", "third", "fourth");
        }
        assertThat(Files.readString(damaged().getFirst(), ISO_8859_1)).endsWith("econd");
    }

    @Test
    void aDamagedLengthLosesTheRestOfItsSegmentOnlyAndKeepsTheBytes() throws Exception {
        try (var journal = open(SMALL)) {
            for (int i = 0; i < 40; i++) {
                append(journal, "entry number " + i);
            }
        }
        int perSegment = read(Files.readAllBytes(segments().getFirst()));
        flipByte(segments().getFirst(), Frame.HEADER + "entry number 0".length());

        try (var journal = open(SMALL)) {
            assertThat(read(journal, Position.START))
                    .containsExactlyElementsOf(IntStream.range(0, 40)
                            .filter(i -> i == 0 || i >= perSegment)
                            .mapToObj(i -> "entry number " + i)
                            .toList());
        }
        assertThat(Files.readString(damaged().getFirst(), ISO_8859_1))
                .contains("entry number 1", "entry number " + (perSegment - 1));
    }

    @Test
    void damageInTheSegmentBeingWrittenDoesNotHideLaterEntries() throws Exception {
        try (var journal = open(JournalSettings.DEFAULT)) {
            append(journal, "first", "second");
            flipByte(segments().getFirst(), Frame.HEADER + "first".length());
            assertThat(read(journal, Position.START)).containsExactly("first");

            append(journal, "third");

            assertThat(read(journal, Position.START)).containsExactly("first", "third");
        }
    }

    @Test
    void segmentsAreDeletedOnceEveryConsumerHasPassedThem() throws Exception {
        try (var journal = Journal.open(folder, SMALL, Set.of("drain", "watch"))) {
            for (int i = 0; i < 40; i++) {
                append(journal, "entry number " + i);
            }
            int all = segments().size();
            assertThat(all).isGreaterThan(3);

            journal.release("drain", journal.end());
            assertThat(segments()).hasSize(all);

            journal.release("watch", new Position(20));
            assertThat(segments()).hasSizeLessThan(all);
            assertThat(read(journal, new Position(20))).hasSize(20);

            journal.release("watch", journal.end());
            assertThat(segments()).hasSize(1);
        }
    }

    @Test
    void aPositionOfAnotherJournalStartsAtTheOldestEntry() throws Exception {
        try (var journal = open(SMALL)) {
            append(journal, "only");
            assertThat(read(journal, new Position(77))).containsExactly("only");
        }
    }

    @Test
    void tooMuchWaitingAndTooLargeEntriesAreRefusedAtOnce() throws Exception {
        try (var journal = open(new JournalSettings(1_000_000, 100_000, 150_000))) {
            assertThatThrownBy(() -> journal.append(new byte[100_001]).join())
                    .hasCauseInstanceOf(JournalException.TooLarge.class);

            var appends = new ArrayList<CompletableFuture<Position>>();
            for (int i = 0; i < 200; i++) {
                appends.add(journal.append(new byte[100_000]));
            }

            long refused = appends.stream()
                    .filter(append -> append.handle((_, why) -> why instanceof JournalException.Busy)
                            .join())
                    .count();
            assertThat(refused).isPositive();
            assertThat(read(journal, Position.START)).hasSize((int) (200 - refused));
        }
    }

    @Test
    void aClosedJournalTakesNothing() {
        var journal = open(SMALL);
        journal.close();

        assertThatThrownBy(() -> append(journal, "late"))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(JournalException.Closed.class);
    }

    private Journal open(JournalSettings settings) {
        return Journal.open(folder, settings, Set.of());
    }

    private static void append(Journal journal, String... entries) {
        journal.append(Arrays.stream(entries).map(JournalTest::bytes).toList()).join();
    }

    static List<String> read(Journal journal, Position from) throws InterruptedException {
        var all = new ArrayList<String>();
        try (var reader = journal.read(from)) {
            while (true) {
                var entries = reader.next(1, 100);
                if (entries.isEmpty()) {
                    return all;
                }
                all.addAll(texts(entries));
            }
        }
    }

    private static int read(byte[] segment) {
        return new String(segment, ISO_8859_1).split("entry number").length - 1;
    }

    private static List<String> texts(List<JournalReader.Entry> entries) {
        return entries.stream().map(entry -> new String(entry.payload(), UTF_8)).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private List<Path> segments() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private List<Path> damaged() throws IOException {
        try (var files = Files.list(folder.resolve(SetAside.FOLDER))) {
            return files.toList();
        }
    }

    private static void flipByte(Path file, int at) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 0xff);
        }
    }
}
