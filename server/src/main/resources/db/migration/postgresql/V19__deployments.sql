CREATE TABLE environment (
    project_id  TEXT    NOT NULL REFERENCES project (id),
    name        TEXT    NOT NULL,
    description TEXT,
    created_at  BIGINT  NOT NULL,
    created_by  TEXT    NOT NULL,
    PRIMARY KEY (project_id, name)
);

CREATE TABLE deployment (
    id             TEXT    NOT NULL PRIMARY KEY,
    project_id     TEXT    NOT NULL REFERENCES project (id),
    app_id         TEXT    NOT NULL REFERENCES artifact (id),
    app            TEXT    NOT NULL,
    environment    TEXT    NOT NULL,
    number         INTEGER NOT NULL,
    kind           TEXT    NOT NULL,
    release_number INTEGER NOT NULL,
    digest         TEXT    NOT NULL,
    replaced       INTEGER,
    goes_back_to   INTEGER,
    reason         TEXT,
    broke_freeze   INTEGER NOT NULL,
    at             BIGINT  NOT NULL,
    actor          TEXT    NOT NULL,
    UNIQUE (project_id, app_id, environment, number)
);
CREATE INDEX deployment_at ON deployment (project_id, at, id);
CREATE INDEX deployment_release ON deployment (app_id, environment, release_number, number);

CREATE TABLE deploy_freeze (
    id          TEXT    NOT NULL PRIMARY KEY,
    project_id  TEXT    NOT NULL REFERENCES project (id),
    app         TEXT,
    environment TEXT,
    starts_at   BIGINT  NOT NULL,
    ends_at     BIGINT  NOT NULL,
    reason      TEXT    NOT NULL,
    created_at  BIGINT  NOT NULL,
    created_by  TEXT    NOT NULL
);
CREATE INDEX deploy_freeze_end ON deploy_freeze (project_id, ends_at);
