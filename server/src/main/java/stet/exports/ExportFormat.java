package stet.exports;

import java.util.Locale;
import stet.platform.http.Call;
import stet.platform.http.Problem;

/** How exported records are written. */
public enum ExportFormat {
    JSONL("application/jsonl"),
    PARQUET("application/vnd.apache.parquet");

    public final String contentType;

    ExportFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The word used in URLs, and the ending of files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ExportFormat of(Call call) {
        return call.query("format").map(ExportFormat::parse).orElse(JSONL);
    }

    public static ExportFormat parse(String word) {
        for (var format : values()) {
            if (format.word().equals(word)) {
                return format;
            }
        }
        throw Problem.Invalid.field("format", "'" + word + "' is neither 'jsonl' nor 'parquet'");
    }
}
