-- What was taken out of every answer, and by what it and its copies are told when they come again.

CREATE TABLE withdrawals (
    id        INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    at        TEXT NOT NULL,
    who       TEXT NOT NULL,
    reason    TEXT NOT NULL,
    paragraph TEXT, -- its id, or
    document  TEXT, -- the SHA-256 of its bytes
    lifted_at TEXT,
    purged_at TEXT,
    CHECK ((paragraph IS NULL) <> (document IS NULL))
);

-- Never a text: see withdrawal/marks.rs for the kinds.
CREATE TABLE marks (
    kind          TEXT NOT NULL,
    value         TEXT NOT NULL,
    withdrawal_id INTEGER NOT NULL REFERENCES withdrawals,
    PRIMARY KEY (kind, value, withdrawal_id)
) WITHOUT ROWID;

-- Documents that a withdrawn paragraph was cut out of.
CREATE TABLE cuts (
    withdrawal_id INTEGER NOT NULL REFERENCES withdrawals,
    document_id   INTEGER NOT NULL REFERENCES documents,
    PRIMARY KEY (withdrawal_id, document_id)
) WITHOUT ROWID;

ALTER TABLE documents ADD COLUMN withdrawn_by INTEGER REFERENCES withdrawals;
ALTER TABLE documents ADD COLUMN original TEXT NOT NULL DEFAULT 'kept'; -- kept, withheld, gone
ALTER TABLE paragraphs ADD COLUMN withdrawn_by INTEGER REFERENCES withdrawals;
CREATE INDEX documents_withdrawn ON documents (withdrawn_by) WHERE withdrawn_by IS NOT NULL;
CREATE INDEX paragraphs_withdrawn ON paragraphs (withdrawn_by) WHERE withdrawn_by IS NOT NULL;

-- Once more, because a check cannot be changed: 'withdraw' is a removal that others have to follow.
CREATE TABLE changes_anew (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    key      INTEGER NOT NULL REFERENCES paragraphs,
    kind     TEXT NOT NULL CHECK (kind IN ('put', 'remove', 'withdraw'))
);
INSERT INTO changes_anew SELECT sequence, key, kind FROM changes;
DROP TABLE changes;
ALTER TABLE changes_anew RENAME TO changes;
