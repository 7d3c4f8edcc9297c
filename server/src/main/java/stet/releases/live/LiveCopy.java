package stet.releases.live;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;

/** What is live, on the disk: a file for each project, so that a restart serves although the record store is away. */
record LiveCopy(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(LiveCopy.class);
    private static final String END = ".json";

    /** Replaces a project's file; the old one stays until the new one is whole. */
    void write(ProjectState state) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(state.project() + END);
            Path beside = folder.resolve(state.project() + ".new");
            Files.write(beside, Json.MAPPER.writeValueAsBytes(state));
            try (var written = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("what is live cannot be written to {}; the copy there is older", folder, e);
        }
    }

    /** Every project that was written; a file that cannot be read is left out. */
    List<ProjectState> read() {
        var states = new ArrayList<ProjectState>();
        if (!Files.isDirectory(folder)) {
            return states;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(it -> it.toString().endsWith(END)).toList()) {
                try {
                    states.add(Json.MAPPER.readValue(Files.readAllBytes(file), ProjectState.class));
                } catch (IOException | JacksonException e) {
                    LOG.warn("{} cannot be read, so nothing of it is served", file, e);
                }
            }
        } catch (IOException e) {
            LOG.warn("what was live cannot be read from {}", folder, e);
        }
        return states;
    }
}
