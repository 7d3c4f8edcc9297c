CREATE TABLE waiting_event (
    project_id TEXT    NOT NULL REFERENCES project (id),
    trace_id   TEXT    NOT NULL,
    span_id    TEXT    NOT NULL,
    digest     TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    attributes TEXT    NOT NULL,
    kept_at    INTEGER NOT NULL,
    PRIMARY KEY (project_id, trace_id, span_id, digest)
) STRICT;

CREATE INDEX waiting_event_by_age ON waiting_event (kept_at);

CREATE TABLE rejected_record (
    id          TEXT    NOT NULL PRIMARY KEY,
    project_id  TEXT    NOT NULL REFERENCES project (id),
    rejected_at INTEGER NOT NULL,
    source      TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    format      TEXT    NOT NULL,
    bytes       INTEGER NOT NULL,
    whole       INTEGER NOT NULL,
    payload     TEXT    NOT NULL
) STRICT;

CREATE INDEX rejected_record_by_project ON rejected_record (project_id, id);
