CREATE TABLE masking (
    project_id TEXT    NOT NULL PRIMARY KEY REFERENCES project (id),
    version    INTEGER NOT NULL,
    rules      TEXT    NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT    NOT NULL
) STRICT;
