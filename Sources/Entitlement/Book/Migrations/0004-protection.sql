-- SPDX-License-Identifier: Apache-2.0
-- 支援措置: what one officer asks for and another decides. Who is protected now is known to System 2;
-- here stand the decisions, and whom a measure is directed against (加害者), who need not be in any
-- register: the name rests sealed for the first person protected.
CREATE TABLE protection_request (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('register', 'end')),
    kind TEXT CHECK (kind IN ('dv', 'stalking', 'child-abuse', 'other')),
    source TEXT CHECK (source IN ('resident-register', 'office')),
    measure_from TEXT CHECK (length(measure_from) = 10),
    measure_until TEXT CHECK (length(measure_until) = 10),
    consulted TEXT,
    abuser INTEGER,
    abuser_name BLOB,
    abuser_kana BLOB,
    abuser_relation TEXT,
    reason TEXT NOT NULL,
    proposer TEXT NOT NULL,
    CHECK (act = 'end' OR (kind IS NOT NULL AND source IS NOT NULL AND measure_from IS NOT NULL))
) STRICT;
-- append-only: protection_request

-- The persons of a request; of an end with the version that was seen: nothing newer is ended.
CREATE TABLE protection_member (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL REFERENCES protection_request(id),
    subject INTEGER NOT NULL,
    version TEXT
) STRICT;
-- append-only: protection_member
CREATE INDEX protection_member_request ON protection_member (request_id);
CREATE INDEX protection_member_subject ON protection_member (subject, id);

CREATE TABLE protection_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL UNIQUE REFERENCES protection_request(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved', 'sent-back')),
    officer TEXT NOT NULL,
    reason TEXT,
    CHECK (outcome = 'approved' OR reason IS NOT NULL)
) STRICT;
-- append-only: protection_outcome

-- 発送簿: every letter of every area that was printed, a row for each person that it is about.
CREATE TABLE letter_out (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    envelope TEXT NOT NULL,
    paper TEXT NOT NULL CHECK (paper IN ('certificate', 'notice', 'refusal', 'payment',
        'returned')),
    recipient INTEGER NOT NULL,
    about INTEGER NOT NULL,
    hold_id INTEGER
) STRICT;
-- append-only: letter_out
CREATE INDEX letter_out_envelope ON letter_out (envelope);
CREATE INDEX letter_out_recipient ON letter_out (recipient, id);
CREATE INDEX letter_out_about ON letter_out (about, id);

CREATE TABLE letter_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    envelope TEXT NOT NULL,
    event TEXT NOT NULL CHECK (event IN ('posted', 'recall', 'taken-out', 'returned')),
    reason TEXT,
    officer TEXT NOT NULL
) STRICT;
-- append-only: letter_event
CREATE INDEX letter_event_envelope ON letter_event (envelope, id);

-- Letters that are printed and not posted: a work list, made anew from letter_out and letter_event
-- by a test.
CREATE TABLE letter_open (
    envelope TEXT NOT NULL,
    about INTEGER NOT NULL,
    paper TEXT NOT NULL,
    recipient INTEGER NOT NULL,
    hold_id INTEGER,
    printed_at INTEGER NOT NULL,
    recalled INTEGER NOT NULL CHECK (recalled IN (0, 1)),
    PRIMARY KEY (envelope, about)
) STRICT;
CREATE INDEX letter_open_recipient ON letter_open (recipient);
CREATE INDEX letter_open_about ON letter_open (about);
CREATE INDEX letter_open_printed ON letter_open (recalled, printed_at);

-- Letters to members of protected families wait for two officers.
CREATE TABLE letter_hold (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    paper TEXT NOT NULL CHECK (paper IN ('certificate', 'notice', 'refusal', 'payment',
        'returned')),
    reference INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    about INTEGER NOT NULL,
    version TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: letter_hold
CREATE INDEX letter_hold_recipient ON letter_hold (recipient, id);
CREATE INDEX letter_hold_paper ON letter_hold (paper, reference);

CREATE TABLE letter_hold_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    hold_id INTEGER NOT NULL REFERENCES letter_hold(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('released', 'refused', 'printed', 'overtaken')),
    officer TEXT NOT NULL,
    reason TEXT,
    envelope TEXT,
    UNIQUE (hold_id, outcome)
) STRICT;
-- append-only: letter_hold_outcome

-- Which versions of which measures System 1 has acted on: letters recalled, copies sealed.
CREATE TABLE protection_seen (
    subject INTEGER PRIMARY KEY,
    version TEXT NOT NULL
) STRICT;
