CREATE TABLE saved_price (
    id         TEXT    NOT NULL PRIMARY KEY,
    version    INTEGER NOT NULL,
    content    TEXT    NOT NULL,
    changed_at BIGINT  NOT NULL,
    changed_by TEXT    NOT NULL
);

CREATE TABLE price_change (
    id         TEXT    NOT NULL PRIMARY KEY,
    price_id   TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    what       TEXT    NOT NULL,
    content    TEXT    NOT NULL,
    at         BIGINT  NOT NULL,
    changed_by TEXT    NOT NULL,
    message    TEXT
);

CREATE INDEX price_change_at ON price_change (at, id);
