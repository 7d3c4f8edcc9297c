CREATE TABLE recost (
    id         TEXT    NOT NULL PRIMARY KEY,
    project_id TEXT    NOT NULL REFERENCES project (id),
    asked      TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    calls      BIGINT  NOT NULL,
    looked     BIGINT  NOT NULL,
    up_to      BIGINT  NOT NULL,
    report     TEXT    NOT NULL,
    problem    TEXT,
    asked_at   BIGINT  NOT NULL,
    asked_by   TEXT    NOT NULL,
    touched_at BIGINT  NOT NULL,
    ended_at   BIGINT
);

CREATE INDEX recost_asked_at ON recost (project_id, asked_at, id);
