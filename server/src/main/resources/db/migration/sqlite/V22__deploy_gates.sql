CREATE TABLE deploy_gate (
    project_id  TEXT    NOT NULL REFERENCES project (id),
    app_id      TEXT    NOT NULL REFERENCES artifact (id) ON DELETE CASCADE,
    environment TEXT    NOT NULL,
    gates       TEXT    NOT NULL,
    updated_at  INTEGER NOT NULL,
    updated_by  TEXT    NOT NULL,
    PRIMARY KEY (project_id, app_id, environment)
) STRICT;

ALTER TABLE deployment ADD COLUMN overrode TEXT NOT NULL DEFAULT '[]';
