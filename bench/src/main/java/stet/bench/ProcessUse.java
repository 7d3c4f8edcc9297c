package stet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process has used so far, from {@code /proc}.
 *
 * @param cpuSeconds processor time of all its threads, in steps of 10 ms
 * @param resident bytes of memory it holds now
 * @param peak the most bytes it ever held
 */
public record ProcessUse(double cpuSeconds, long resident, long peak) {
    private static final double TICKS_PER_SECOND = 100;

    public static ProcessUse of(long pid) {
        var folder = Path.of("/proc", Long.toString(pid));
        try {
            var status = Files.readAllLines(folder.resolve("status"));
            return new ProcessUse(
                    cpuSeconds(Files.readString(folder.resolve("stat"))),
                    bytes(status, "VmRSS:"),
                    bytes(status, "VmHWM:"));
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " is gone", e);
        }
    }

    /** The bytes it holds, pages shared with other processes counted by share. */
    public static long proportional(long pid) {
        try {
            return bytes(Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")), "Pss:");
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " is gone", e);
        }
    }

    /** The name of a process may hold spaces and parentheses; fields are counted from its last one. */
    static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    static long bytes(List<String> lines, String field) {
        for (String line : lines) {
            if (line.startsWith(field)) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        }
        throw new IllegalArgumentException("no " + field);
    }
}
