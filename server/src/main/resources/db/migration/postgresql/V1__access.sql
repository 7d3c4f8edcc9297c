CREATE TABLE organisation (
    id         TEXT    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    created_at BIGINT  NOT NULL
);

CREATE TABLE project (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisation (id),
    name            TEXT    NOT NULL UNIQUE,
    title           TEXT    NOT NULL,
    created_at      BIGINT  NOT NULL
);

CREATE TABLE person (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisation (id),
    name            TEXT    NOT NULL UNIQUE,
    password_hash   TEXT    NOT NULL,
    administrator   SMALLINT NOT NULL,
    created_at      BIGINT  NOT NULL
);

CREATE TABLE session (
    token_hash   TEXT    NOT NULL PRIMARY KEY,
    person_id    TEXT    NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    created_at   BIGINT  NOT NULL,
    last_used_at BIGINT  NOT NULL
);
CREATE INDEX session_person ON session (person_id);

CREATE TABLE sign_in_link (
    token_hash TEXT    NOT NULL PRIMARY KEY,
    person_id  TEXT    NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    expires_at BIGINT  NOT NULL
);

CREATE TABLE api_key (
    id           TEXT    NOT NULL PRIMARY KEY,
    project_id   TEXT    NOT NULL REFERENCES project (id),
    name         TEXT    NOT NULL,
    token_hash   TEXT    NOT NULL UNIQUE,
    prefix       TEXT    NOT NULL,
    created_at   BIGINT  NOT NULL,
    created_by   TEXT    NOT NULL,
    last_used_at BIGINT,
    revoked_at   BIGINT
);
CREATE INDEX api_key_project ON api_key (project_id, created_at);

CREATE TABLE audit_entry (
    id         TEXT    NOT NULL PRIMARY KEY,
    at         BIGINT  NOT NULL,
    actor      TEXT    NOT NULL,
    action     TEXT    NOT NULL,
    subject    TEXT    NOT NULL,
    project_id TEXT,
    address    TEXT
);
CREATE INDEX audit_entry_at ON audit_entry (at);

CREATE FUNCTION audit_entry_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries are only ever added';
END
$$;

CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_is_final();
