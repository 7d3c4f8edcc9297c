CREATE TABLE unmapped_attribute (
    project_id       TEXT    NOT NULL REFERENCES project (id),
    scope            TEXT    NOT NULL,
    scope_version    TEXT    NOT NULL,
    attribute        TEXT    NOT NULL,
    spans            BIGINT  NOT NULL,
    first_seen_at    BIGINT  NOT NULL,
    last_seen_at     BIGINT  NOT NULL,
    example_trace_id TEXT    NOT NULL,
    PRIMARY KEY (project_id, scope, scope_version, attribute)
);
