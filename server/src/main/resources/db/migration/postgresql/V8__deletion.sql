CREATE TABLE deletion (
    id           TEXT    NOT NULL PRIMARY KEY,
    project_id   TEXT    NOT NULL REFERENCES project (id),
    requested_at BIGINT  NOT NULL,
    deletion     TEXT    NOT NULL,
    target       TEXT
);

CREATE INDEX deletion_by_project ON deletion (project_id, id);
