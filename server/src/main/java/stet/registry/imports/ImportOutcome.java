package stet.registry.imports;

import com.fasterxml.jackson.annotation.JsonValue;

/** What came of one thing in an import. */
public enum ImportOutcome {
    CREATED("created"),
    /** An artifact that has more versions or labels now, or a label that points elsewhere. */
    CHANGED("changed"),
    ALREADY_THERE("already-there"),
    /** Left as it is here, for a reason. */
    SKIPPED("skipped"),
    REFUSED("refused");

    private final String word;

    ImportOutcome(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    public boolean isChange() {
        return this == CREATED || this == CHANGED;
    }
}
