package stet.platform.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/** One file of a journal, named for the number of its first entry. */
record Segment(long first, Path file) {
    private static final Pattern NAME = Pattern.compile("(\\d{19})\\.journal");

    static Segment in(Path folder, long first) {
        return new Segment(first, folder.resolve("%019d.journal".formatted(first)));
    }

    static NavigableMap<Long, Segment> allIn(Path folder) throws IOException {
        var found = new ConcurrentSkipListMap<Long, Segment>();
        try (var files = Files.list(folder)) {
            files.forEach(file -> {
                var name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    long first = Long.parseLong(name.group(1));
                    found.put(first, new Segment(first, file));
                }
            });
        }
        return found;
    }

    /** Where the good frames end, and what comes after them. */
    Scan scan(int largestEntry) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long offset = 0;
            long number = first;
            long end = channel.size();
            while (offset < end) {
                switch (Frame.read(channel, offset, end, number, largestEntry)) {
                    case Frame.Whole whole -> {
                        offset += whole.size();
                        number++;
                    }
                    case Frame.Torn _ -> {
                        return new Scan(offset, end, number, false);
                    }
                    case Frame.Damaged _ -> {
                        return new Scan(offset, end, number, true);
                    }
                }
            }
            return new Scan(offset, end, number, false);
        }
    }

    /** The good bytes, all bytes, the number of the next entry, and whether the rest is damage rather than a torn entry. */
    record Scan(long good, long size, long next, boolean damaged) {}
}
