package stet.datasets;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import stet.platform.http.Problem;

/** What a file of cases is written in. */
enum CaseFileFormat {
    JSONL("application/jsonl; charset=utf-8"),
    CSV("text/csv; charset=utf-8");

    final String contentType;

    CaseFileFormat(String contentType) {
        this.contentType = contentType;
    }

    static CaseFileFormat of(String word) {
        return switch (word) {
            case "jsonl" -> JSONL;
            case "csv" -> CSV;
            default -> throw Problem.Invalid.field("format", "'" + word + "' is neither 'jsonl' nor 'csv'");
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    void write(CaseFile.Source cases, OutputStream out) throws IOException {
        switch (this) {
            case JSONL -> CaseFile.jsonl(cases, out);
            case CSV -> CaseFile.csv(cases, out);
        }
    }

    Rows rows(String text, char separator) {
        return switch (this) {
            case JSONL -> new JsonRows(text);
            case CSV -> new CsvRows(text, separator);
        };
    }
}
