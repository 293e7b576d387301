-- SPDX-License-Identifier: Apache-2.0
-- 連携: consents.

-- 同意と撤回. A withdrawal ends whatever was recorded before it about the same person, child and
-- matter, from the day it was said.
CREATE TABLE consent_fact (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('given','withdrawn')),
    matter TEXT NOT NULL CHECK (matter IN ('tax','hub','receiving-account')),
    subject INTEGER NOT NULL,
    child INTEGER NOT NULL,
    giver INTEGER NOT NULL,
    said_on TEXT NOT NULL CHECK (length(said_on) = 10),
    valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
    valid_until TEXT CHECK (length(valid_until) = 10),
    evidence TEXT NOT NULL CHECK (evidence IN ('application','paper','counter','electronic')),
    -- Number of the paper; never a name.
    reference TEXT NOT NULL
) STRICT;
-- append-only: consent_fact
CREATE INDEX consent_fact_child ON consent_fact (child, id);
