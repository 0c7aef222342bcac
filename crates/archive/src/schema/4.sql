-- What a copy of the archive has to follow, and what an archive that is a copy knows of its source.

-- Told with every place in a feed: an archive that was restored from a backup begins a new one, because it gives numbers
-- again that were given before.
ALTER TABLE archive ADD COLUMN history TEXT NOT NULL DEFAULT '';
UPDATE archive SET history = lower(hex(randomblob(4)));

-- When a paragraph's answer changed, and whether there was none before. Of earlier versions the time of each paragraph's
-- last change is known.
ALTER TABLE changes ADD COLUMN at TEXT;
ALTER TABLE changes ADD COLUMN is_new INTEGER NOT NULL DEFAULT 0;
WITH told AS (
    SELECT sequence, lag(kind) OVER (PARTITION BY key ORDER BY sequence) AS before FROM changes)
UPDATE changes SET is_new = 1 FROM told
WHERE told.sequence = changes.sequence AND changes.kind = 'put' AND coalesce(told.before, '') <> 'put';
UPDATE changes SET at = (SELECT nullif(changed_at, '') FROM paragraphs p WHERE p.key = changes.key)
WHERE sequence IN (SELECT max(sequence) FROM changes GROUP BY key);

-- One row for each document: its last change alone, so that who follows meets each document once, however often it
-- changed meanwhile. AUTOINCREMENT: a number is never given twice.
CREATE TABLE document_changes (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256   TEXT NOT NULL UNIQUE,
    kind     TEXT NOT NULL CHECK (kind IN ('put', 'withdraw', 'remove')),
    new_at   INTEGER, -- the sequence with which it came; its own where NULL
    at       TEXT NOT NULL,
    file     TEXT -- in which it is handed out: see document_changes.rs
);
-- The last change of what is handed out as one file, documents that left it included.
CREATE TABLE bulk_files (
    name     TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL,
    at       TEXT NOT NULL
) WITHOUT ROWID;

INSERT INTO document_changes (sha256, kind, at, file)
SELECT d.sha256, CASE d.status WHEN 'withdrawn' THEN 'withdraw' ELSE 'put' END, d.received_at,
       CASE WHEN d.status = 'withdrawn' THEN NULL
            ELSE coalesce(mu.short_name || '/' || substr(m.date, 1, 4), 'without-meeting') END
FROM documents d
LEFT JOIN meetings m ON m.id = d.meeting_id
LEFT JOIN bodies b ON b.id = m.body_id
LEFT JOIN municipalities mu ON mu.id = b.municipality_id
ORDER BY d.id;
INSERT INTO bulk_files
SELECT file, max(sequence), max(at) FROM document_changes WHERE file IS NOT NULL GROUP BY file;

-- A withdrawal that the source of this copy made.
ALTER TABLE withdrawals ADD COLUMN followed INTEGER NOT NULL DEFAULT 0;

-- No row in an archive that is filled from files. 'elsewhere' is then a state of originals: the source hands them out.
CREATE TABLE mirror (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    source   TEXT NOT NULL, -- its address, without a slash at the end
    archive  TEXT NOT NULL, -- its id
    cursor   TEXT           -- how far its feed was followed; NULL until everything was taken once
);
-- What was taken of the source's files before there was a cursor, so that an interrupted run goes on.
CREATE TABLE mirrored_files (
    name    TEXT PRIMARY KEY,
    version TEXT NOT NULL
) WITHOUT ROWID;
