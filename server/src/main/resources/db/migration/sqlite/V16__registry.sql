ALTER TABLE api_key ADD COLUMN role TEXT NOT NULL DEFAULT 'application';

CREATE TABLE event_counter (
    id   INTEGER NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;
INSERT INTO event_counter (id, last) VALUES (1, 0);

CREATE TABLE event (
    sequence   INTEGER NOT NULL PRIMARY KEY,
    id         TEXT    NOT NULL,
    project_id TEXT    NOT NULL,
    type       TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    actor      TEXT    NOT NULL,
    data       TEXT    NOT NULL
) STRICT;
CREATE INDEX event_at ON event (at);

CREATE TABLE artifact (
    id          TEXT    NOT NULL PRIMARY KEY,
    project_id  TEXT    NOT NULL REFERENCES project (id),
    kind        TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    folder      TEXT    NOT NULL,
    description TEXT,
    search      TEXT    NOT NULL,
    latest      INTEGER NOT NULL,
    archived_at INTEGER,
    created_at  INTEGER NOT NULL,
    created_by  TEXT    NOT NULL,
    updated_at  INTEGER NOT NULL,
    UNIQUE (project_id, kind, name)
) STRICT;
CREATE INDEX artifact_name ON artifact (project_id, name, id);
CREATE INDEX artifact_updated ON artifact (project_id, updated_at, id);
CREATE INDEX artifact_folder ON artifact (project_id, folder, kind, archived_at);

CREATE TABLE artifact_tag (
    artifact_id TEXT NOT NULL REFERENCES artifact (id) ON DELETE CASCADE,
    tag         TEXT NOT NULL,
    PRIMARY KEY (artifact_id, tag)
) STRICT;

CREATE TABLE artifact_favourite (
    artifact_id TEXT NOT NULL REFERENCES artifact (id) ON DELETE CASCADE,
    person      TEXT NOT NULL,
    PRIMARY KEY (artifact_id, person)
) STRICT;

CREATE TABLE artifact_version (
    artifact_id      TEXT    NOT NULL REFERENCES artifact (id) ON DELETE CASCADE,
    number           INTEGER NOT NULL,
    digest           TEXT    NOT NULL,
    message          TEXT,
    author           TEXT    NOT NULL,
    parent           INTEGER,
    created_at       INTEGER NOT NULL,
    origin_system    TEXT,
    origin_reference TEXT,
    origin_author    TEXT,
    origin_at        INTEGER,
    content          TEXT    NOT NULL,
    PRIMARY KEY (artifact_id, number)
) STRICT;
CREATE INDEX artifact_version_digest ON artifact_version (artifact_id, digest);
CREATE INDEX artifact_version_origin ON artifact_version (artifact_id, origin_system, origin_reference) WHERE origin_reference IS NOT NULL;

CREATE TABLE artifact_use (
    artifact_id TEXT    NOT NULL REFERENCES artifact (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    reference   TEXT    NOT NULL,
    project_id  TEXT    NOT NULL,
    PRIMARY KEY (artifact_id, number, kind, name, reference)
) STRICT;
CREATE INDEX artifact_use_of ON artifact_use (project_id, kind, name);

CREATE TABLE artifact_label (
    artifact_id TEXT    NOT NULL REFERENCES artifact (id) ON DELETE CASCADE,
    label       TEXT    NOT NULL,
    number      INTEGER NOT NULL,
    moved_at    INTEGER NOT NULL,
    moved_by    TEXT    NOT NULL,
    PRIMARY KEY (artifact_id, label)
) STRICT;

CREATE TABLE artifact_label_move (
    id          TEXT    NOT NULL PRIMARY KEY,
    artifact_id TEXT    NOT NULL REFERENCES artifact (id) ON DELETE CASCADE,
    label       TEXT    NOT NULL,
    from_number INTEGER NOT NULL,
    to_number   INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    actor       TEXT    NOT NULL,
    reason      TEXT,
    break_glass INTEGER NOT NULL,
    request_id  TEXT
) STRICT;
CREATE INDEX artifact_label_move_of ON artifact_label_move (artifact_id, label, id);

CREATE TABLE label_protection (
    project_id TEXT    NOT NULL REFERENCES project (id),
    kind       TEXT    NOT NULL,
    label      TEXT    NOT NULL,
    approvals  INTEGER NOT NULL,
    permission TEXT,
    gates      TEXT    NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT    NOT NULL,
    PRIMARY KEY (project_id, kind, label)
) STRICT;

CREATE TABLE label_request (
    id           TEXT    NOT NULL PRIMARY KEY,
    project_id   TEXT    NOT NULL REFERENCES project (id),
    artifact_id  TEXT    NOT NULL REFERENCES artifact (id) ON DELETE CASCADE,
    label        TEXT    NOT NULL,
    from_number  INTEGER NOT NULL,
    to_number    INTEGER NOT NULL,
    reason       TEXT,
    requested_by TEXT    NOT NULL,
    requested_at INTEGER NOT NULL,
    state        TEXT    NOT NULL,
    closed_at    INTEGER,
    closed_by    TEXT
) STRICT;
CREATE INDEX label_request_state ON label_request (project_id, state, id);
CREATE INDEX label_request_of ON label_request (artifact_id, state);

CREATE TABLE label_request_comment (
    id         TEXT    NOT NULL PRIMARY KEY,
    request_id TEXT    NOT NULL REFERENCES label_request (id) ON DELETE CASCADE,
    at         INTEGER NOT NULL,
    author     TEXT    NOT NULL,
    answer     TEXT,
    text       TEXT    NOT NULL
) STRICT;
CREATE INDEX label_request_comment_of ON label_request_comment (request_id, id);

CREATE TABLE label_approval (
    request_id TEXT    NOT NULL REFERENCES label_request (id) ON DELETE CASCADE,
    person     TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (request_id, person)
) STRICT;

CREATE TABLE draft (
    id          TEXT    NOT NULL PRIMARY KEY,
    artifact_id TEXT    NOT NULL REFERENCES artifact (id) ON DELETE CASCADE,
    title       TEXT    NOT NULL,
    base        INTEGER NOT NULL,
    revision    INTEGER NOT NULL,
    branched_from TEXT,
    created_at  INTEGER NOT NULL,
    created_by  TEXT    NOT NULL,
    updated_at  INTEGER NOT NULL,
    updated_by  TEXT    NOT NULL,
    content     TEXT    NOT NULL
) STRICT;
CREATE INDEX draft_of ON draft (artifact_id, updated_at);
