CREATE TABLE provider (
    name       TEXT    NOT NULL PRIMARY KEY,
    dialect    TEXT    NOT NULL,
    base_url   TEXT    NOT NULL,
    sealed_key TEXT,
    created_at INTEGER NOT NULL
) STRICT;
