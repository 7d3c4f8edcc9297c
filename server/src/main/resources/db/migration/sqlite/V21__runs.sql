CREATE TABLE run (
    id            TEXT    NOT NULL PRIMARY KEY,
    project_id    TEXT    NOT NULL REFERENCES project (id),
    suite         TEXT,
    suite_version INTEGER,
    name          TEXT,
    state         TEXT    NOT NULL,
    content       TEXT    NOT NULL,
    pins          TEXT    NOT NULL,
    items         INTEGER NOT NULL,
    stopped       TEXT,
    created_at    INTEGER NOT NULL,
    created_by    TEXT    NOT NULL,
    finished_at   INTEGER
) STRICT;

CREATE INDEX run_newest ON run (project_id, created_at, id);
CREATE INDEX run_state ON run (state);

CREATE TABLE run_case (
    run_id    TEXT    NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    case_id   TEXT    NOT NULL,
    must_pass INTEGER NOT NULL,
    content   TEXT    NOT NULL,
    PRIMARY KEY (run_id, position),
    UNIQUE (run_id, case_id)
) STRICT;

CREATE TABLE run_item (
    run_id     TEXT    NOT NULL,
    position   INTEGER NOT NULL,
    repetition INTEGER NOT NULL,
    state      TEXT    NOT NULL,
    verdict    TEXT,
    cost_usd   REAL,
    tokens     INTEGER,
    result     TEXT    NOT NULL,
    PRIMARY KEY (run_id, position, repetition),
    FOREIGN KEY (run_id, position) REFERENCES run_case (run_id, position) ON DELETE CASCADE
) STRICT;
