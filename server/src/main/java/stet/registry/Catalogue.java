package stet.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.db.Transactions;

/** Lists what a project has: by folder, by words, by tag. */
record Catalogue(Transactions<RegistryStore> data) {
    /** @param artifacts how many are in it or below it */
    record Folder(String path, int artifacts) {}

    /** @param folders those right in the folder asked for, when one was */
    record Page(List<Artifact> items, List<Folder> folders, Wanted.@Nullable After next) {}

    Page page(Caller caller, String project, Wanted wanted, Wanted.@Nullable After after, int limit) {
        return data.read(caller.may(Permission.READ_ARTIFACTS, project), store -> {
            var found = store.artifacts().page(wanted, after, caller.name(), limit + 1);
            boolean more = found.size() > limit;
            var items = more ? found.subList(0, limit) : found;
            return new Page(
                    store.artifacts().complete(items, caller.name()),
                    wanted.folder()
                            .filter(_ -> after == null && wanted.words().isEmpty())
                            .map(folder -> folders(store, wanted, folder))
                            .orElse(List.of()),
                    more ? wanted.sort().place(items.getLast()) : null);
        });
    }

    /** Every tag in use, with how many artifacts have it. */
    Map<String, Integer> tags(Caller caller, String project) {
        return data.read(
                caller.may(Permission.READ_ARTIFACTS, project),
                store -> store.artifacts().tags());
    }

    private static List<Folder> folders(RegistryStore store, Wanted wanted, String folder) {
        var children = new TreeMap<String, Integer>();
        store.artifacts()
                .folders(wanted.kind(), folder, wanted.archived())
                .forEach((path, count) ->
                        children.merge(path.substring(0, path.indexOf('/', folder.length()) + 1), count, Integer::sum));
        var found = new ArrayList<Folder>();
        children.forEach((path, count) -> found.add(new Folder(path.substring(0, path.length() - 1), count)));
        return found;
    }
}
