-- SPDX-License-Identifier: Apache-2.0
-- 移行: what was taken over from the system used before: trials, proposals of one officer, decisions
-- of another, and how far the load is. No person stands here: the records themselves stand in the
-- tables of their areas, written by the operation loadMigration.

CREATE TABLE migration_trial (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    system_name TEXT NOT NULL,
    cutover TEXT NOT NULL CHECK (length(cutover) = 10),
    children INTEGER NOT NULL,
    slices INTEGER NOT NULL,
    issues INTEGER NOT NULL,
    unexplained INTEGER NOT NULL,
    wrong_totals TEXT,
    officer TEXT NOT NULL
) STRICT;
-- append-only: migration_trial

-- The difference report: source, what the error list keeps out, ours.
CREATE TABLE migration_difference (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    trial_id INTEGER NOT NULL REFERENCES migration_trial(id),
    phase TEXT NOT NULL CHECK (phase IN ('trial','load')),
    section TEXT NOT NULL,
    item TEXT NOT NULL,
    source_count INTEGER NOT NULL,
    source_yen INTEGER NOT NULL,
    rejected_count INTEGER NOT NULL,
    rejected_yen INTEGER NOT NULL,
    known_count INTEGER NOT NULL,
    known_yen INTEGER NOT NULL,
    our_count INTEGER NOT NULL,
    our_yen INTEGER NOT NULL
) STRICT;
-- append-only: migration_difference
CREATE INDEX migration_difference_trial ON migration_difference (trial_id, phase, id);

-- The error list, without persons: file, line, what is wrong and what to do.
CREATE TABLE migration_issue (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    trial_id INTEGER NOT NULL REFERENCES migration_trial(id),
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL
) STRICT;
-- append-only: migration_issue
CREATE INDEX migration_issue_trial ON migration_issue (trial_id, id);

CREATE TABLE migration_proposal (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    trial_id INTEGER NOT NULL REFERENCES migration_trial(id),
    reason TEXT NOT NULL,
    proposer TEXT NOT NULL
) STRICT;
-- append-only: migration_proposal

CREATE TABLE migration_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    proposal_id INTEGER NOT NULL UNIQUE REFERENCES migration_proposal(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved','sent-back')),
    officer TEXT NOT NULL,
    reason TEXT,
    CHECK (outcome = 'approved' OR reason IS NOT NULL)
) STRICT;
-- append-only: migration_outcome

-- One transaction of the load; after a stop it goes on behind the last one.
CREATE TABLE migration_slice (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    proposal_id INTEGER NOT NULL REFERENCES migration_proposal(id),
    slice TEXT NOT NULL,
    persons INTEGER NOT NULL,
    written INTEGER NOT NULL,
    known TEXT NOT NULL,
    UNIQUE (proposal_id, slice)
) STRICT;
-- append-only: migration_slice

CREATE TABLE migration_done (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    proposal_id INTEGER NOT NULL UNIQUE REFERENCES migration_proposal(id),
    officer TEXT NOT NULL,
    written INTEGER NOT NULL,
    unexplained INTEGER NOT NULL
) STRICT;
-- append-only: migration_done
