CREATE TABLE recost (
    id         TEXT    NOT NULL PRIMARY KEY,
    project_id TEXT    NOT NULL REFERENCES project (id),
    asked      TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    calls      INTEGER NOT NULL,
    looked     INTEGER NOT NULL,
    up_to      INTEGER NOT NULL,
    report     TEXT    NOT NULL,
    problem    TEXT,
    asked_at   INTEGER NOT NULL,
    asked_by   TEXT    NOT NULL,
    touched_at INTEGER NOT NULL,
    ended_at   INTEGER
) STRICT;

CREATE INDEX recost_asked_at ON recost (project_id, asked_at, id);
