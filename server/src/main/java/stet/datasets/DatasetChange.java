package stet.datasets;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes one version out of another.
 *
 * @param put cases that are added, or take the place of the one of their id
 * @param remove the ids of cases that go
 * @param replaceAll whether every case goes that is not put
 * @param expectedLatest the newest version that the author knew, 0 for none; absent to change whatever there is
 */
public record DatasetChange(
        List<DatasetCase> put,
        List<String> remove,
        boolean replaceAll,
        @Nullable String message,
        @Nullable Integer expectedLatest) {
    public DatasetChange {
        put = List.copyOf(put);
        remove = List.copyOf(remove);
    }
}
