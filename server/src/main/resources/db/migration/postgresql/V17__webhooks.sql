CREATE TABLE webhook (
    id               TEXT    NOT NULL PRIMARY KEY,
    project_id       TEXT    NOT NULL REFERENCES project (id),
    url              TEXT    NOT NULL,
    description      TEXT,
    events           TEXT    NOT NULL,
    enabled          INTEGER NOT NULL,
    sealed_secret    TEXT    NOT NULL,
    previous_secret  TEXT,
    previous_until   BIGINT,
    failing_since    BIGINT,
    disabled_because TEXT,
    created_at       BIGINT  NOT NULL,
    created_by       TEXT    NOT NULL,
    updated_at       BIGINT  NOT NULL
);

CREATE INDEX webhook_project ON webhook (project_id, id);

CREATE TABLE webhook_delivery (
    id           TEXT    NOT NULL PRIMARY KEY,
    project_id   TEXT    NOT NULL REFERENCES project (id),
    webhook_id   TEXT    NOT NULL REFERENCES webhook (id),
    message_id   TEXT    NOT NULL,
    type         TEXT    NOT NULL,
    payload      TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    tries        INTEGER NOT NULL,
    next_at      BIGINT,
    leased_until BIGINT  NOT NULL,
    created_at   BIGINT  NOT NULL,
    ended_at     BIGINT,
    UNIQUE (webhook_id, message_id)
);

CREATE INDEX webhook_delivery_log ON webhook_delivery (webhook_id, id);
CREATE INDEX webhook_delivery_due ON webhook_delivery (state, next_at);
CREATE INDEX webhook_delivery_age ON webhook_delivery (created_at);

CREATE TABLE webhook_attempt (
    delivery_id TEXT    NOT NULL REFERENCES webhook_delivery (id),
    number      INTEGER NOT NULL,
    at          BIGINT  NOT NULL,
    duration_us BIGINT  NOT NULL,
    status      INTEGER,
    problem     TEXT,
    response    TEXT,
    PRIMARY KEY (delivery_id, number)
);

CREATE TABLE webhook_cursor (
    sequence BIGINT NOT NULL
);

INSERT INTO webhook_cursor (sequence) VALUES (0);
