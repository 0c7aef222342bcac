-- The catalogue's first form. Times are RFC 3339 in UTC with microseconds, dates YYYY-MM-DD: both sort as text.

-- Tells whether an index was made from this archive.
CREATE TABLE archive (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    id       TEXT NOT NULL
);
INSERT INTO archive VALUES (1, lower(hex(randomblob(16))));

CREATE TABLE municipalities (
    id         INTEGER PRIMARY KEY,
    short_name TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    code       TEXT NOT NULL
);

CREATE TABLE bodies (
    id              INTEGER PRIMARY KEY,
    municipality_id INTEGER NOT NULL REFERENCES municipalities,
    slug            TEXT NOT NULL,
    name            TEXT NOT NULL,
    UNIQUE (municipality_id, slug)
);

-- What follows from the meeting's indexed documents (body_name to last_received) is kept here so that
-- an overview of ten million paragraphs reads meetings only.
CREATE TABLE meetings (
    id            INTEGER PRIMARY KEY,
    body_id       INTEGER NOT NULL REFERENCES bodies,
    date          TEXT NOT NULL,
    body_name     TEXT NOT NULL DEFAULT '',
    numbers       TEXT NOT NULL DEFAULT '', -- of the current paragraphs, as ranges: 1-20,22
    paragraphs    INTEGER NOT NULL DEFAULT 0,
    documents     INTEGER NOT NULL DEFAULT 0,
    last_received TEXT,
    UNIQUE (body_id, date)
);

-- One row for each SHA-256 that ever came. meeting_id is set for indexed documents only.
CREATE TABLE documents (
    id           INTEGER PRIMARY KEY,
    sha256       TEXT NOT NULL UNIQUE,
    size         INTEGER NOT NULL,
    filename     TEXT NOT NULL,
    source_path  TEXT NOT NULL,
    source_url   TEXT,
    received_at  TEXT NOT NULL,
    stated       TEXT,
    read_by      INTEGER NOT NULL, -- version of the rules that the file was read by
    status       TEXT NOT NULL,
    code         TEXT,
    message      TEXT,
    media_type   TEXT,
    pages        INTEGER,
    language     TEXT,
    kind         TEXT,
    text_quality REAL,
    meeting      TEXT, -- JSON: what the document says of the meeting
    meeting_id   INTEGER REFERENCES meetings
);
CREATE INDEX documents_by_meeting ON documents (meeting_id) WHERE meeting_id IS NOT NULL;
CREATE INDEX documents_not_indexed ON documents (received_at) WHERE status <> 'indexed';

CREATE TABLE findings (
    document_id INTEGER NOT NULL REFERENCES documents,
    position    INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    severity    TEXT NOT NULL,
    message     TEXT NOT NULL,
    page        INTEGER,
    first_line  INTEGER,
    last_line   INTEGER,
    PRIMARY KEY (document_id, position)
) WITHOUT ROWID;

-- One row for each id that ever was, never deleted: the key is permanent.
CREATE TABLE paragraphs (
    key                 INTEGER PRIMARY KEY,
    meeting_id          INTEGER NOT NULL REFERENCES meetings,
    name                TEXT NOT NULL, -- last part of the id: 15, 3b
    number              INTEGER NOT NULL,
    current_document_id INTEGER REFERENCES documents,
    changed_at          TEXT NOT NULL,
    UNIQUE (meeting_id, name)
);

-- A paragraph as one document has it.
CREATE TABLE versions (
    id          INTEGER PRIMARY KEY,
    key         INTEGER NOT NULL REFERENCES paragraphs,
    document_id INTEGER NOT NULL REFERENCES documents,
    position    INTEGER NOT NULL,
    record      TEXT NOT NULL, -- see codec.rs
    UNIQUE (key, document_id),
    UNIQUE (document_id, position)
);

-- Of current paragraphs only. registry is '' where none is printed.
CREATE TABLE case_numbers (
    year            INTEGER NOT NULL,
    serial          INTEGER NOT NULL,
    municipality_id INTEGER NOT NULL REFERENCES municipalities,
    registry        TEXT NOT NULL,
    key             INTEGER NOT NULL REFERENCES paragraphs,
    canonical       TEXT NOT NULL,
    PRIMARY KEY (year, serial, municipality_id, registry, key)
) WITHOUT ROWID;
CREATE INDEX case_numbers_by_paragraph ON case_numbers (key);

-- Of current paragraphs only; an officer whom none names any more is deleted.
CREATE TABLE officers (
    id              INTEGER PRIMARY KEY,
    municipality_id INTEGER NOT NULL REFERENCES municipalities,
    name            TEXT NOT NULL,
    paragraphs      INTEGER NOT NULL DEFAULT 0,
    UNIQUE (municipality_id, name)
);
CREATE TABLE officer_words (
    word       TEXT NOT NULL,
    officer_id INTEGER NOT NULL REFERENCES officers,
    PRIMARY KEY (word, officer_id)
) WITHOUT ROWID;
CREATE INDEX officer_words_by_officer ON officer_words (officer_id);
CREATE TABLE paragraph_officers (
    officer_id INTEGER NOT NULL REFERENCES officers,
    key        INTEGER NOT NULL REFERENCES paragraphs,
    PRIMARY KEY (officer_id, key)
) WITHOUT ROWID;
CREATE INDEX paragraph_officers_by_paragraph ON paragraph_officers (key);

-- What an index has to follow. AUTOINCREMENT: a number is never given twice.
CREATE TABLE changes (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    key      INTEGER NOT NULL REFERENCES paragraphs,
    kind     TEXT NOT NULL CHECK (kind IN ('put', 'remove'))
);
