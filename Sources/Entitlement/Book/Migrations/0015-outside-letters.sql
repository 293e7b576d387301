-- SPDX-License-Identifier: Apache-2.0
-- 相手方あての文書: letters about a child to somebody outside the register (the other party of an accident, its
-- insurer, a school, 日本スポーツ振興センター). What was said stands here by values; the child by number.
CREATE TABLE outside_letter (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    reference INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    about INTEGER NOT NULL,
    party_name TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    address TEXT NOT NULL,
    honorific TEXT NOT NULL CHECK (honorific IN ('様', '御中')),
    document_number TEXT NOT NULL UNIQUE,
    issued_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    wording TEXT NOT NULL,
    contents TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: outside_letter
CREATE INDEX outside_letter_reference ON outside_letter (kind, reference);
CREATE INDEX outside_letter_about ON outside_letter (about, id);
CREATE INDEX outside_letter_recipient ON outside_letter (recipient, id);
