package stet.platform.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** A place in a journal that moves as entries are read. Damaged bytes are set aside and passed over. For one thread. */
public final class JournalReader implements AutoCloseable {
    private static final long SEAL_MILLIS = 20;

    private final Journal journal;
    private final Path folder;
    private final NavigableMap<Long, Segment> segments;
    private final int largestEntry;

    private Position position;
    private @Nullable Segment segment;
    private @Nullable FileChannel channel;
    private long offset;
    private long number;

    /** One entry and the position behind it. */
    public record Entry(byte[] payload, Position next) {}

    JournalReader(
            Journal journal, Path folder, NavigableMap<Long, Segment> segments, int largestEntry, Position position) {
        this.journal = journal;
        this.folder = folder;
        this.segments = segments;
        this.largestEntry = largestEntry;
        this.position = position;
    }

    /** Behind the last entry read. */
    public Position position() {
        return position;
    }

    /**
     * The next durable entries: at least one unless none came within {@code waitMillis}, and no more once they have
     * {@code enoughBytes} together.
     */
    public List<Entry> next(long enoughBytes, long waitMillis) throws InterruptedException {
        var entries = new ArrayList<Entry>();
        if (!journal.awaitBeyond(position, waitMillis)) {
            return entries;
        }
        try {
            var end = journal.end();
            long bytes = 0;
            while (end.isAfter(position) && bytes < enoughBytes) {
                var entry = one();
                if (entry == null) {
                    Thread.sleep(Math.min(waitMillis, SEAL_MILLIS));
                    break;
                }
                entries.add(entry);
                bytes += entry.payload().length;
            }
            return entries;
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("cannot read the journal " + folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        channel = null;
        segment = null;
    }

    /** The next entry; null when damage reaches to the end of what can be read now. */
    private @Nullable Entry one() throws IOException {
        while (true) {
            var here = segments.floorEntry(position.entry());
            if (here == null) {
                position = journal.start();
                continue;
            }
            var file = at(here.getValue());
            long size = file.size();
            if (Frame.read(file, offset, size, number, largestEntry) instanceof Frame.Whole whole) {
                offset += whole.size();
                number++;
                if (number > position.entry()) {
                    position = new Position(number);
                    return new Entry(whole.payload(), position);
                }
            } else if (!passDamage(here.getValue(), file, size)) {
                return null;
            }
        }
    }

    /** Passes over one damaged entry if a good one follows at once, else over the rest of the segment if another exists. */
    private boolean passDamage(Segment here, FileChannel file, long size) throws IOException {
        if (Frame.read(file, offset, size, number, largestEntry) instanceof Frame.Damaged damaged
                && damaged.size() > 0
                && Frame.read(file, offset + damaged.size(), size, number + 1, largestEntry) instanceof Frame.Whole) {
            SetAside.copy(folder, here, offset, offset + damaged.size());
            offset += damaged.size();
            number++;
            position = new Position(Math.max(position.entry(), number));
            return true;
        }
        var following = segments.higherEntry(here.first());
        if (following == null) {
            journal.sealSegment();
            return false;
        }
        if (offset < size) {
            SetAside.copy(folder, here, offset, size);
        }
        position = new Position(Math.max(position.entry(), following.getKey()));
        return true;
    }

    private FileChannel at(Segment wanted) throws IOException {
        if (channel == null || !wanted.equals(segment)) {
            close();
            channel = FileChannel.open(wanted.file(), StandardOpenOption.READ);
            segment = wanted;
            offset = 0;
            number = wanted.first();
        }
        return channel;
    }
}
