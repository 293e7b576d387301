-- SPDX-License-Identifier: Apache-2.0
-- 電子申請: what form services sent, where it stands, what it became. No 個人番号 in any form: it is
-- lent to System 2 while a bundle is read, and nothing of it comes back but 宛名番号.

-- Every bundle that came, once: taken or refused. Nothing of a refused one is kept but this line.
CREATE TABLE e_bundle (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    -- Empty where the name is not of the agreed form.
    name TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('taken','refused')),
    -- Why it was refused; empty where it was taken.
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    issues INTEGER NOT NULL,
    CHECK ((outcome = 'taken') = (code = '')),
    UNIQUE (digest, outcome, code)
) STRICT;
-- append-only: e_bundle
CREATE INDEX e_bundle_outcome ON e_bundle (outcome, id);

CREATE TABLE e_application (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    bundle_id INTEGER NOT NULL UNIQUE REFERENCES e_bundle(id),
    service TEXT NOT NULL,
    receipt TEXT NOT NULL,
    procedure_name TEXT NOT NULL CHECK (procedure_name IN ('registration','change','lapse',
        'reissue','insurance-evidence','reimbursement')),
    reason TEXT,
    layout TEXT NOT NULL,
    edition TEXT NOT NULL,
    signature TEXT NOT NULL CHECK (signature IN ('valid','invalid','none')),
    applied_on TEXT NOT NULL CHECK (length(applied_on) = 10),
    -- Of a correction: the day of the first application.
    first_applied_on TEXT NOT NULL CHECK (length(first_applied_on) = 10),
    corrects_id INTEGER REFERENCES e_application(id),
    -- Files that were left behind because they show a 個人番号.
    left_behind INTEGER NOT NULL,
    UNIQUE (service, receipt)
) STRICT;
-- append-only: e_application

-- What the form says, item by item; what is about a person rests sealed.
CREATE TABLE e_application_item (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    application_id INTEGER NOT NULL REFERENCES e_application(id),
    item TEXT NOT NULL,
    title TEXT NOT NULL,
    value TEXT,
    sealed_value BLOB,
    CHECK ((value IS NULL) <> (sealed_value IS NULL))
) STRICT;
-- append-only: e_application_item
CREATE INDEX e_application_item_application ON e_application_item (application_id, id);

-- 突合: whom System 2, or an officer, found the form to mean. The newest row of a part counts.
CREATE TABLE e_application_match (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    application_id INTEGER NOT NULL REFERENCES e_application(id),
    part TEXT NOT NULL CHECK (part IN ('applicant','child')),
    addressee INTEGER,
    doubt TEXT,
    -- The case of the work queue of System 2.
    waiting_case INTEGER,
    officer TEXT NOT NULL,
    CHECK ((addressee IS NULL) <> (doubt IS NULL))
) STRICT;
-- append-only: e_application_match
CREATE INDEX e_application_match_application ON e_application_match (application_id, id);

CREATE TABLE e_application_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    application_id INTEGER NOT NULL REFERENCES e_application(id),
    event TEXT NOT NULL CHECK (event IN ('arrived','check-begun','accepted','correction-asked',
        'corrected','examined','decided','refused','withdrawn','returned')),
    -- Of a closed list: it may leave the office in a status file.
    reason TEXT,
    -- What the officer wrote; it stays inside.
    sealed_note BLOB,
    due_on TEXT CHECK (length(due_on) = 10),
    officer TEXT NOT NULL,
    CHECK (event <> 'correction-asked' OR (reason IS NOT NULL AND due_on IS NOT NULL)),
    CHECK (event <> 'returned' OR reason IS NOT NULL)
) STRICT;
-- append-only: e_application_event
CREATE INDEX e_application_event_application ON e_application_event (application_id, id);

-- What an accepted application became; nothing is granted by it.
CREATE TABLE e_application_successor (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    application_id INTEGER NOT NULL UNIQUE REFERENCES e_application(id),
    kind TEXT NOT NULL CHECK (kind IN ('application','reimbursement')),
    successor_id INTEGER NOT NULL
) STRICT;
-- append-only: e_application_successor

-- Where an application stands now: a read model of its events, and how far the form service was
-- told. Rebuilt from the events by a test.
CREATE TABLE e_application_state (
    application_id INTEGER PRIMARY KEY REFERENCES e_application(id),
    status TEXT NOT NULL,
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    last_event_id INTEGER NOT NULL,
    due_on TEXT,
    -- The event that the status file speaks of; 0 before the first.
    told_event_id INTEGER NOT NULL
) STRICT;
CREATE INDEX e_application_state_status ON e_application_state (status, application_id);
CREATE INDEX e_application_state_open ON e_application_state (is_open, application_id);
CREATE INDEX e_application_state_untold ON e_application_state (last_event_id)
    WHERE told_event_id < last_event_id;

CREATE TABLE e_attachment (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    application_id INTEGER NOT NULL REFERENCES e_application(id),
    rule TEXT NOT NULL,
    title TEXT NOT NULL,
    sealed_name BLOB NOT NULL,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    -- Where its bytes rest, encrypted.
    store_key TEXT NOT NULL UNIQUE
) STRICT;
-- append-only: e_attachment
CREATE INDEX e_attachment_application ON e_attachment (application_id, id);

-- ウイルス検査. The newest row counts; without one a file is in quarantine (未検査).
CREATE TABLE e_attachment_scan (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    attachment_id INTEGER NOT NULL REFERENCES e_attachment(id),
    verdict TEXT NOT NULL CHECK (verdict IN ('clean','infected')),
    scanner TEXT NOT NULL,
    finding TEXT,
    CHECK ((verdict = 'infected') = (finding IS NOT NULL))
) STRICT;
-- append-only: e_attachment_scan
CREATE INDEX e_attachment_scan_attachment ON e_attachment_scan (attachment_id, id);

-- Attachments that no scanner has judged: a queue, rebuilt from the two tables before it.
CREATE TABLE e_attachment_waiting (
    attachment_id INTEGER PRIMARY KEY REFERENCES e_attachment(id)
) STRICT;
