package stet.platform.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps bytes that cannot be read as entries, for whoever wants to repair them by hand. */
final class SetAside {
    static final String FOLDER = "damaged";
    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

    private SetAside() {}

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
