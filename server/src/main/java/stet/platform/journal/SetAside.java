package stet.platform.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.Ids;

/** Keeps bytes that cannot be read as entries, for whoever wants to repair them by hand. */
final class SetAside {
    static final String FOLDER = "damaged";
    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

    private SetAside() {}

    static void keep(Path journal, byte[] entry) throws IOException {
        var folder = Files.createDirectories(journal.resolve(FOLDER));
        var target = folder.resolve(Ids.next() + ".entry");
        try (var copy = FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            var bytes = ByteBuffer.wrap(entry);
            while (bytes.hasRemaining()) {
                copy.write(bytes);
            }
            copy.force(true);
        }
        LOG.error("an entry of the journal means nothing to this server; it is kept in {}", target);
    }

    static void copy(Path journal, Segment segment, long from, long to) throws IOException {
        var folder = Files.createDirectories(journal.resolve(FOLDER));
        var target = folder.resolve(segment.file().getFileName() + "." + from + "-" + to);
        try (var source = FileChannel.open(segment.file(), StandardOpenOption.READ);
                var copy = FileChannel.open(
                        target,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            for (long at = from; at < to; ) {
                long copied = source.transferTo(at, to - at, copy);
                if (copied <= 0) {
                    break;
                }
                at += copied;
            }
            copy.force(true);
        }
        LOG.warn("{} bytes of {} are no whole entries; they are kept in {}", to - from, segment.file(), target);
    }
}
