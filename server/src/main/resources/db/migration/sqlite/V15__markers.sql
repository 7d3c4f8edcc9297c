CREATE TABLE marker (
    id          TEXT    NOT NULL PRIMARY KEY,
    project_id  TEXT    NOT NULL REFERENCES project (id),
    at          INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    app         TEXT,
    environment TEXT,
    title       TEXT    NOT NULL,
    link        TEXT,
    created_at  INTEGER NOT NULL,
    created_by  TEXT    NOT NULL
) STRICT;

CREATE INDEX marker_at ON marker (project_id, at, id);
