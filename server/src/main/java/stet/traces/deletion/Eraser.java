package stet.traces.deletion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import stet.platform.db.Records;
import stet.platform.db.Scope;
import stet.traces.Slices;
import stet.traces.TraceFeature;
import stet.traces.Upkeep.Removed;
import stet.traces.rejected.RejectedRecords;

/** Removes what a target means from everywhere it is, and looks whether it is gone. Doing it again does no harm. */
record Eraser(TraceFeature traces, RejectedRecords rejected, Records records, Path home) {
    private static final Duration SETTLING = Duration.ofMinutes(10);
    private static final long SETTLE_MILLIS = 20;

    /** Everything, from one end to the other; {@code tell} hears how far it is. */
    Deletion erase(Scope.InProject scope, Target target, Deletion start, Slices slices, Consumer<Deletion> tell)
            throws InterruptedException {
        var search = new FileSearch(target.names());
        var deletion = start.running("waits until everything that was taken in is stored");
        tell.accept(deletion);
        settle(slices);
        deletion = deletion.running("removes it from the stores");
        tell.accept(deletion);
        deletion = deletion.having(
                deletion.done().plus(remove(scope, target, start.asked().at(), slices), removeRejected(scope, search)));
        tell.accept(deletion);
        if (start.asked().files() && !slices.stopped()) {
            deletion = deletion.running("takes it out of the files");
            tell.accept(deletion);
            cleanFiles(search);
            deletion = deletion.running("looks whether it is gone");
            tell.accept(deletion);
        }
        return deletion;
    }

    Removed remove(Scope.InProject scope, Target target, Instant asked, Slices slices) throws InterruptedException {
        var which = target.which(asked);
        return slices.all(most -> traces.store().remove(scope.projectId(), which, most));
    }

    /** What there is of it. */
    Removed count(Scope.InProject scope, Target target, Instant asked) {
        return traces.store().countOf(scope.projectId(), target.which(asked));
    }

    List<UUID> inRejected(Scope.InProject scope, Target target) {
        var search = new FileSearch(target.names());
        return search.tells() ? rejected.holding(scope, search::isIn) : List.of();
    }

    Deletion.Check check(Scope.InProject scope, Target target, Deletion deletion) {
        var left = count(scope, target, deletion.asked().at());
        long rows = left.traces() + left.spans() + left.contents() + left.amendments() + left.scores();
        var search = new FileSearch(target.names());
        if (!deletion.asked().files() || !search.tells()) {
            return new Deletion.Check(rows, 0, List.of());
        }
        var found = new ArrayList<String>();
        var files = FileSearch.filesIn(home);
        for (var file : files) {
            if (search.isIn(file)) {
                found.add(home.relativize(file).toString());
            }
        }
        return new Deletion.Check(rows, files.size(), found);
    }

    /** Writes files anew that still have what is gone from the stores. */
    void cleanFiles(FileSearch search) {
        for (var file : FileSearch.filesIn(home.resolve("journal/damaged"))) {
            if (search.isIn(file)) {
                delete(file);
            }
        }
        traces.store().rewrite();
        if (!records.forget()) {
            throw new IllegalStateException("the records' log could not be cut, since others kept reading from it");
        }
    }

    private void settle(Slices slices) throws InterruptedException {
        long deadline = System.nanoTime() + SETTLING.toNanos();
        var there = traces.seal();
        while (!traces.settled(there) && !slices.stopped()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the store is behind: what was taken in was not stored within "
                        + SETTLING.toMinutes() + " minutes");
            }
            Thread.sleep(SETTLE_MILLIS);
        }
    }

    private long removeRejected(Scope.InProject scope, FileSearch search) {
        if (!search.tells()) {
            return 0;
        }
        var found = rejected.holding(scope, search::isIn);
        rejected.discard(scope, found);
        return found.size();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file + ": " + e.getMessage(), e);
        }
    }
}
