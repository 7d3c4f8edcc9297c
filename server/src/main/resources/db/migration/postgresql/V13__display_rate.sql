CREATE TABLE display_rate (
    scope      TEXT    NOT NULL PRIMARY KEY,
    currency   TEXT    NOT NULL,
    rate       TEXT    NOT NULL,
    day        TEXT    NOT NULL,
    instead    SMALLINT NOT NULL,
    version    INTEGER NOT NULL,
    changed_at BIGINT  NOT NULL,
    changed_by TEXT    NOT NULL
);
