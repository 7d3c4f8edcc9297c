CREATE TABLE dataset (
    id          TEXT    NOT NULL PRIMARY KEY,
    project_id  TEXT    NOT NULL REFERENCES project (id),
    name        TEXT    NOT NULL,
    description TEXT,
    tags        TEXT    NOT NULL,
    case_schema TEXT,
    latest      INTEGER NOT NULL,
    cases       INTEGER NOT NULL,
    archived_at INTEGER,
    created_at  INTEGER NOT NULL,
    created_by  TEXT    NOT NULL,
    updated_at  INTEGER NOT NULL,
    UNIQUE (project_id, name)
) STRICT;

CREATE TABLE dataset_version (
    dataset_id TEXT    NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    number     INTEGER NOT NULL,
    digest     TEXT    NOT NULL,
    message    TEXT,
    author     TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    cases      INTEGER NOT NULL,
    added      INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    removed    INTEGER NOT NULL,
    PRIMARY KEY (dataset_id, number)
) STRICT;

CREATE TABLE dataset_case (
    dataset_id TEXT    NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    case_id    TEXT    NOT NULL,
    since      INTEGER NOT NULL,
    until      INTEGER,
    position   INTEGER NOT NULL,
    digest     TEXT    NOT NULL,
    split      TEXT,
    tags       TEXT    NOT NULL,
    content    TEXT    NOT NULL,
    PRIMARY KEY (dataset_id, case_id, since)
) STRICT;

CREATE INDEX dataset_case_position ON dataset_case (dataset_id, position);
