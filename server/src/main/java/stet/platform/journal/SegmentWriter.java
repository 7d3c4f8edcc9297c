package stet.platform.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Writes frames to the newest segment and syncs them; after a failure it cuts the file back to what was synced before. */
final class SegmentWriter implements AutoCloseable {
    private static final int BUFFER = 256 * 1024;

    private final Path folder;
    private final long segmentSize;
    private final NavigableMap<Long, Segment> segments;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    private @Nullable FileChannel channel;
    private boolean dirty;
    private long good;
    private long next;

    SegmentWriter(Path folder, long segmentSize, NavigableMap<Long, Segment> segments) {
        this.folder = folder;
        this.segmentSize = segmentSize;
        this.segments = segments;
    }

    /** Continues the newest segment: cuts a torn entry off its end, or begins another segment after a damaged one. */
    void recover(int largestEntry) throws IOException {
        var last = segments.lastEntry();
        if (last == null) {
            return;
        }
        var scan = last.getValue().scan(largestEntry);
        next = scan.next();
        if (scan.damaged()) {
            next += (scan.size() - scan.good()) / Frame.HEADER;
            begin();
            return;
        }
        var file = FileChannel.open(last.getValue().file(), StandardOpenOption.WRITE);
        channel = file;
        good = scan.good();
        if (scan.size() > good) {
            SetAside.copy(folder, last.getValue(), good, scan.size());
            file.truncate(good);
            file.force(true);
        }
        file.position(good);
    }

    long next() {
        return next;
    }

    Path file() {
        var last = segments.lastEntry();
        return last == null ? folder : last.getValue().file();
    }

    /** Makes all these entries durable, or none. */
    void write(List<byte[]> payloads) throws IOException {
        var file = ready();
        dirty = true;
        long number = next;
        long size = good;
        for (var payload : payloads) {
            put(file, Frame.header(number, payload));
            put(file, ByteBuffer.wrap(payload));
            size += Frame.HEADER + payload.length;
            number++;
        }
        flush(file);
        file.force(false);
        dirty = false;
        good = size;
        next = number;
    }

    /** Leaves the segment as it is and begins another. */
    void seal() throws IOException {
        cutBack();
        if (good > 0) {
            begin();
        }
    }

    /** Removes what a failed write left behind. */
    void cutBack() throws IOException {
        buffer.clear();
        if (channel != null && dirty) {
            channel.truncate(good);
            channel.position(good);
            dirty = false;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            cutBack();
            channel.close();
            channel = null;
        }
    }

    private FileChannel ready() throws IOException {
        cutBack();
        return channel != null && good < segmentSize ? channel : begin();
    }

    private FileChannel begin() throws IOException {
        close();
        var segment = Segment.in(folder, next);
        var file = FileChannel.open(
                segment.file(),
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
        channel = file;
        good = 0;
        segments.put(next, segment);
        syncFolder();
        return file;
    }

    private void put(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int chunk = Math.min(bytes.remaining(), buffer.remaining());
            buffer.put(buffer.position(), bytes, bytes.position(), chunk);
            buffer.position(buffer.position() + chunk);
            bytes.position(bytes.position() + chunk);
            if (!buffer.hasRemaining()) {
                flush(file);
            }
        }
    }

    private void flush(FileChannel file) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    /** Makes a new file's name durable, where the system can. */
    private void syncFolder() throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }
}
