CREATE TABLE export_schedule (
    project_id    TEXT    NOT NULL PRIMARY KEY REFERENCES project (id),
    version       INTEGER NOT NULL,
    enabled       INTEGER NOT NULL,
    format        TEXT    NOT NULL,
    every         TEXT    NOT NULL,
    filter        TEXT,
    delay_seconds INTEGER NOT NULL,
    destination   TEXT    NOT NULL,
    sealed_secret TEXT,
    next_slice    INTEGER NOT NULL,
    last_done     TEXT,
    failure       TEXT,
    updated_at    INTEGER NOT NULL,
    updated_by    TEXT    NOT NULL
) STRICT;

CREATE TABLE export_slice (
    project_id  TEXT    NOT NULL REFERENCES project (id),
    folder      TEXT    NOT NULL,
    parts       INTEGER NOT NULL,
    exported_at INTEGER NOT NULL,
    PRIMARY KEY (project_id, folder)
) STRICT;
