CREATE TABLE waiting_event (
    project_id TEXT    NOT NULL REFERENCES project (id),
    trace_id   TEXT    NOT NULL,
    span_id    TEXT    NOT NULL,
    digest     TEXT    NOT NULL,
    at         BIGINT  NOT NULL,
    name       TEXT    NOT NULL,
    attributes TEXT    NOT NULL,
    kept_at    BIGINT  NOT NULL,
    PRIMARY KEY (project_id, trace_id, span_id, digest)
);

CREATE INDEX waiting_event_by_age ON waiting_event (kept_at);

CREATE TABLE rejected_record (
    id          TEXT    NOT NULL PRIMARY KEY,
    project_id  TEXT    NOT NULL REFERENCES project (id),
    rejected_at BIGINT  NOT NULL,
    source      TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    format      TEXT    NOT NULL,
    bytes       BIGINT  NOT NULL,
    whole       SMALLINT NOT NULL,
    payload     TEXT    NOT NULL
);

CREATE INDEX rejected_record_by_project ON rejected_record (project_id, id);
