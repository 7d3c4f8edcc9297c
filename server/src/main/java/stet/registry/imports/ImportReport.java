package stet.registry.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of an import, thing by thing, in numbers that add up.
 *
 * @param from the system it came from
 * @param dryRun whether this is only what would come of it
 * @param fieldsKept how many fields without a place of their own were kept in metadata
 * @param fieldsLeftOut how many are kept nowhere
 * @param unread why parts of what was sent are no versions
 */
public record ImportReport(
        String from,
        boolean dryRun,
        ImportTally artifacts,
        ImportTally versions,
        ImportTally labels,
        int fieldsKept,
        int fieldsLeftOut,
        List<ImportedItem> items,
        List<String> unread) {
    /** What came of one artifact. */
    public record ImportedItem(
            String kind,
            String name,
            ImportOutcome outcome,
            @Nullable String reason,
            List<VersionImport> versions,
            List<LabelImport> labels) {}

    /**
     * What came of one version.
     *
     * @param reference what its system calls it
     * @param version its number here
     * @param kept fields without a place of their own that are in its metadata, as JSON Pointers
     * @param leftOut fields that are kept nowhere
     */
    public record VersionImport(
            String reference,
            ImportOutcome outcome,
            @Nullable Integer version,
            @Nullable String reason,
            List<String> kept,
            List<String> leftOut) {}

    /**
     * What came of one label.
     *
     * @param version where it points here now
     */
    public record LabelImport(
            String label,
            String reference,
            ImportOutcome outcome,
            @Nullable Integer version,
            @Nullable String reason) {}

    public static ImportReport of(String from, boolean dryRun, List<ImportedItem> items, List<String> unread) {
        var versions = items.stream().flatMap(it -> it.versions().stream()).toList();
        return new ImportReport(
                from,
                dryRun,
                ImportTally.of(items.stream().map(ImportedItem::outcome).toList()),
                ImportTally.of(versions.stream().map(VersionImport::outcome).toList()),
                ImportTally.of(items.stream()
                        .flatMap(it -> it.labels().stream())
                        .map(LabelImport::outcome)
                        .toList()),
                versions.stream().mapToInt(it -> it.kept().size()).sum(),
                versions.stream().mapToInt(it -> it.leftOut().size()).sum(),
                items,
                unread);
    }
}
