package stet.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be wrong with this machine. */
final class MachineChecks {
    private static final int JAVA = 25;
    private static final long LEAST_FREE = 1L << 30;
    private static final String MARKER = "stet-home";

    private MachineChecks() {}

    static Finding java(int version) {
        String detail = "version " + version + " in " + System.getProperty("java.home");
        return version >= JAVA
                ? Finding.well("java", detail)
                : Finding.wrong("java", detail, "install a JDK " + JAVA + " and set JAVA_HOME to it");
    }

    static List<Finding> home(Path home) {
        if (!Files.exists(home)) {
            var parent = existingParent(home);
            if (!Files.isWritable(parent)) {
                return List.of(Finding.wrong(
                        "home", home + " cannot be made in " + parent, "set STET_HOME to a folder you may write"));
            }
            return List.of(Finding.well("home", home + " is not there yet; the first start makes it"), disk(parent));
        }
        if (!Files.isDirectory(home)) {
            return List.of(Finding.wrong("home", home + " is not a folder", "set STET_HOME to a folder"));
        }
        var findings = new ArrayList<Finding>();
        findings.add(ours(home));
        findings.add(disk(home));
        return findings;
    }

    private static Finding ours(Path home) {
        if (!Files.isWritable(home)) {
            return Finding.wrong(
                    "home", home + " cannot be written by this user", "change its owner, or set STET_HOME to another");
        }
        try (var entries = Files.list(home)) {
            if (!Files.exists(home.resolve(MARKER)) && entries.findAny().isPresent()) {
                return Finding.wrong(
                        "home", home + " holds files that are not stet's", "set STET_HOME to an empty or new folder");
            }
        } catch (IOException e) {
            return Finding.wrong("home", home + " cannot be read", "change its owner, or set STET_HOME to another");
        }
        return Finding.well("home", home.toString());
    }

    private static Finding disk(Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            String detail = String.format(Locale.ROOT, "%.1f GiB free", free / (double) (1L << 30));
            return free >= LEAST_FREE
                    ? Finding.well("disk", detail)
                    : Finding.wrong("disk", detail, "free at least 1 GiB, or set STET_HOME to a larger disk");
        } catch (IOException e) {
            return Finding.wrong("disk", "its free space is not known: " + e.getMessage(), "check the disk");
        }
    }

    /** Whether a server could listen there. */
    static Finding port(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Finding.well("port", port + " is free");
        } catch (BindException e) {
            return Finding.wrong(
                    "port", port + " is used by another program", "stop that program, or set STET_PORT to a free port");
        } catch (IOException e) {
            return Finding.wrong(
                    "port", port + " cannot be listened on: " + e.getMessage(), "set STET_PORT to another");
        }
    }

    private static Path existingParent(Path path) {
        Path parent = path;
        while (!Files.exists(parent) && parent.getParent() != null) {
            parent = parent.getParent();
        }
        return parent;
    }
}
