-- What tells which numbers and meetings are missing, and findings that are found by what they are about.

-- Counts the changes of the whole catalogue, so that what was read of it can be kept until the next one.
ALTER TABLE archive ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

-- Numbers as ranges, like meetings.numbers.
ALTER TABLE meetings ADD COLUMN end_date TEXT;
ALTER TABLE meetings ADD COLUMN held TEXT NOT NULL DEFAULT '';      -- in any document, current or not, with their text
ALTER TABLE meetings ADD COLUMN elsewhere TEXT NOT NULL DEFAULT ''; -- published separately, and in no document
ALTER TABLE meetings ADD COLUMN stated TEXT NOT NULL DEFAULT '';    -- first to last, as covers of whole minutes have it
ALTER TABLE meetings ADD COLUMN whole INTEGER NOT NULL DEFAULT 1;   -- false where extracts are all that is held
UPDATE meetings SET held = numbers, whole = EXISTS (
    SELECT 1 FROM documents d WHERE d.meeting_id = meetings.id AND d.kind = 'minutes');

-- How many of a meeting's current paragraphs name a paragraph of an earlier meeting. slug is the other body's.
CREATE TABLE named_meetings (
    meeting_id      INTEGER NOT NULL REFERENCES meetings,
    municipality_id INTEGER NOT NULL REFERENCES municipalities,
    slug            TEXT NOT NULL,
    date            TEXT NOT NULL,
    implied         INTEGER NOT NULL, -- no body is named, so the one that met is meant
    paragraphs      INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, slug, date, implied)
) WITHOUT ROWID;
CREATE INDEX named_meetings_by_name ON named_meetings (municipality_id, slug, date, implied, paragraphs);

-- place sorts findings by day, the latest first, then by meeting and §, whatever order their files came in: made from
-- the paragraph's key, see key.rs. What has no meeting comes last.
ALTER TABLE findings ADD COLUMN paragraph TEXT; -- as the record has it
ALTER TABLE findings ADD COLUMN numbers TEXT NOT NULL DEFAULT '';
ALTER TABLE findings ADD COLUMN key INTEGER REFERENCES paragraphs;
ALTER TABLE findings ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE findings ADD COLUMN body_id INTEGER REFERENCES bodies;
-- Until the documents are read anew: by the first paragraph of each. a | b less a & b is a xor b.
UPDATE findings SET
    place = coalesce(
        (SELECT (min(key) | 9223231299366420480) - (min(key) & 9223231299366420480)
         FROM versions v WHERE v.document_id = findings.document_id),
        9223231299366420480 + document_id),
    body_id = (SELECT m.body_id FROM documents d JOIN meetings m ON m.id = d.meeting_id
               WHERE d.id = findings.document_id);
CREATE INDEX findings_by_kind ON findings (kind, place, document_id, position, body_id, severity);
CREATE INDEX findings_by_place ON findings (place, document_id, position, kind, body_id, severity);
