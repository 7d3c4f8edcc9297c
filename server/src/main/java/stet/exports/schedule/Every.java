package stet.exports.schedule;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How much time a slice is of, in UTC. */
enum Every {
    HOUR(ChronoUnit.HOURS, "yyyy/MM/dd/HH"),
    DAY(ChronoUnit.DAYS, "yyyy/MM/dd");

    private final ChronoUnit unit;
    private final DateTimeFormatter folder;

    Every(ChronoUnit unit, String folder) {
        this.unit = unit;
        this.folder = DateTimeFormatter.ofPattern(folder, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /** The word used in JSON. */
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Instant startOf(Instant at) {
        return at.truncatedTo(unit);
    }

    Instant endOf(Instant start) {
        return start.plus(length());
    }

    Duration length() {
        return unit.getDuration();
    }

    /** Where a slice lies below its project. */
    String folder(Instant start) {
        return folder.format(start);
    }
}
