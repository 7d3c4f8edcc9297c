CREATE TABLE retention_policy (
    project_id TEXT    NOT NULL PRIMARY KEY REFERENCES project (id),
    version    INTEGER NOT NULL,
    policy     TEXT    NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT    NOT NULL
) STRICT;

CREATE TABLE retention_sweep (
    project_id TEXT NOT NULL PRIMARY KEY REFERENCES project (id),
    sweep      TEXT NOT NULL
) STRICT;
