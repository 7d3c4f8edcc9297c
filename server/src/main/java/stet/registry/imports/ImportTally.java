package stet.registry.imports;

import java.util.List;

/** How many things were read, which is the sum of what came of them. */
public record ImportTally(int read, int created, int changed, int alreadyThere, int skipped, int refused) {
    static ImportTally of(List<ImportOutcome> outcomes) {
        return new ImportTally(
                outcomes.size(),
                count(outcomes, ImportOutcome.CREATED),
                count(outcomes, ImportOutcome.CHANGED),
                count(outcomes, ImportOutcome.ALREADY_THERE),
                count(outcomes, ImportOutcome.SKIPPED),
                count(outcomes, ImportOutcome.REFUSED));
    }

    private static int count(List<ImportOutcome> outcomes, ImportOutcome wanted) {
        return (int) outcomes.stream().filter(wanted::equals).count();
    }
}
