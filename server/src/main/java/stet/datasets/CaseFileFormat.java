package stet.datasets;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import stet.platform.http.Problem;

/** What a file of cases is written in. */
enum CaseFileFormat {
    JSONL("application/jsonl; charset=utf-8"),
    CSV("text/csv; charset=utf-8"),
    PARQUET("application/vnd.apache.parquet");

    final String contentType;

    CaseFileFormat(String contentType) {
        this.contentType = contentType;
    }

    static String[] contentTypes() {
        return Arrays.stream(values()).map(it -> it.contentType).toArray(String[]::new);
    }

    static CaseFileFormat of(String word) {
        return switch (word) {
            case "jsonl" -> JSONL;
            case "csv" -> CSV;
            case "parquet" -> PARQUET;
            default -> throw Problem.Invalid.field("format", "'" + word + "' is none of 'jsonl', 'csv', 'parquet'");
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param temporary where a file may wait that is written or read as a whole */
    void write(CaseFile.Source cases, OutputStream out, Path temporary) throws IOException {
        switch (this) {
            case JSONL -> CaseFile.jsonl(cases, out);
            case CSV -> CaseFile.csv(cases, out);
            case PARQUET -> new ParquetCases(cases, temporary).write(out);
        }
    }

    Rows rows(byte[] bytes, Optional<String> charset, char separator, Path temporary) {
        return switch (this) {
            case JSONL -> new JsonRows(FileText.of(bytes, charset));
            case CSV -> new CsvRows(FileText.of(bytes, charset), separator);
            case PARQUET -> new ParquetRows(bytes, temporary);
        };
    }
}
