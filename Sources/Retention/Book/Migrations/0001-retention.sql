-- SPDX-License-Identifier: Apache-2.0
-- 保存と消去: holds, lists of what is to be erased, their release, and what was erased. The same
-- tables stand in both systems; each erases its own rows.

-- 消去の停止: while it stands, nothing of the person is erased.
CREATE TABLE legal_hold (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN ('訴訟','審査請求','開示等の請求','監査','その他')),
    reference TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    officer TEXT NOT NULL
) STRICT;
-- append-only: legal_hold
CREATE INDEX legal_hold_subject ON legal_hold (subject);

CREATE TABLE legal_hold_end (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    hold_id INTEGER NOT NULL UNIQUE REFERENCES legal_hold(id),
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    officer TEXT NOT NULL
) STRICT;
-- append-only: legal_hold_end

-- 起案: what was due on a day, under which words of the classes, as a digest over the units.
CREATE TABLE purge_list (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    number TEXT NOT NULL UNIQUE,
    as_of TEXT NOT NULL CHECK (length(as_of) = 10),
    catalogue TEXT NOT NULL CHECK (length(catalogue) = 64),
    units INTEGER NOT NULL CHECK (units > 0),
    cases INTEGER NOT NULL CHECK (cases > 0),
    persons INTEGER NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    -- With it the numbers of persons are hashed in the certificate.
    salt TEXT NOT NULL CHECK (length(salt) = 64),
    proposer TEXT NOT NULL
) STRICT;
-- append-only: purge_list

-- 決裁: by another officer than the proposer's.
CREATE TABLE purge_decision (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    list_id INTEGER NOT NULL UNIQUE REFERENCES purge_list(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('承認','差戻し')),
    reason TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: purge_decision

-- The units of a list that is not finished: a work list, bound by the digest of its list. A row
-- goes with the unit that it speaks of, so that nothing here outlives the person.
CREATE TABLE purge_item (
    id INTEGER PRIMARY KEY,
    list_id INTEGER NOT NULL REFERENCES purge_list(id),
    retention TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    subject INTEGER NOT NULL,
    due_on TEXT NOT NULL CHECK (length(due_on) = 10),
    cases INTEGER NOT NULL,
    case_digest TEXT NOT NULL
) STRICT;
CREATE INDEX purge_item_list ON purge_item (list_id, id);

-- One transaction of an erasure: how many cases and rows, and the root over the digests of the rows.
CREATE TABLE purge_batch (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    list_id INTEGER NOT NULL REFERENCES purge_list(id),
    units INTEGER NOT NULL,
    cases INTEGER NOT NULL,
    erased INTEGER NOT NULL,
    row_root TEXT NOT NULL CHECK (length(row_root) = 64),
    officer TEXT NOT NULL
) STRICT;
-- append-only: purge_batch
CREATE INDEX purge_batch_list ON purge_batch (list_id, id);

CREATE TABLE purge_count (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES purge_batch(id),
    source TEXT NOT NULL,
    erased INTEGER NOT NULL
) STRICT;
-- append-only: purge_count
CREATE INDEX purge_count_batch ON purge_count (batch_id);

-- A person of whose records something was erased, as a salted hash: who knows the number and the
-- certificate can ask, the hash alone says nothing. Gone: nothing of the person is left here.
CREATE TABLE purge_person (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    list_id INTEGER NOT NULL REFERENCES purge_list(id),
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    is_gone INTEGER NOT NULL CHECK (is_gone IN (0, 1))
) STRICT;
-- append-only: purge_person
CREATE INDEX purge_person_list ON purge_person (list_id);

-- What stood in a list and was not erased, because something changed in between.
CREATE TABLE purge_left_out (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    list_id INTEGER NOT NULL REFERENCES purge_list(id),
    retention TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    cause TEXT NOT NULL
) STRICT;
-- append-only: purge_left_out
CREATE INDEX purge_left_out_list ON purge_left_out (list_id, id);

-- Persons, keys and files that are dealt with after the rows are gone: work lists of a running
-- erasure. `number` is a person that erased rows spoke of; `source` and `number` a case with a key of
-- its own; `cell` was sealed under a key of its own.
CREATE TABLE purge_owner (
    id INTEGER PRIMARY KEY,
    list_id INTEGER NOT NULL REFERENCES purge_list(id),
    source TEXT NOT NULL,
    number INTEGER NOT NULL,
    is_subject INTEGER NOT NULL CHECK (is_subject IN (0, 1)),
    cell BLOB
) STRICT;
CREATE INDEX purge_owner_list ON purge_owner (list_id, id);

CREATE TABLE purge_file (
    id INTEGER PRIMARY KEY,
    list_id INTEGER NOT NULL REFERENCES purge_list(id),
    source TEXT NOT NULL,
    store_key TEXT NOT NULL
) STRICT;
CREATE INDEX purge_file_list ON purge_file (list_id, id);

-- Erased facts that nothing else leads to, until the journal beside the keys has them.
CREATE TABLE purge_trace (
    id INTEGER PRIMARY KEY,
    list_id INTEGER NOT NULL REFERENCES purge_list(id),
    -- The operation of the batch: its rows go together.
    batch_operation INTEGER NOT NULL,
    source TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    noted_at INTEGER NOT NULL
) STRICT;
CREATE INDEX purge_trace_list ON purge_trace (list_id, id);

-- How far this database agrees with the journal of erased rows. A database that was restored from a
-- backup is behind, and what stands in the journal after this place is erased again.
CREATE TABLE purge_journal (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    journal_bytes INTEGER NOT NULL,
    erased INTEGER NOT NULL
) STRICT;
-- append-only: purge_journal

-- 消去の証明書: closes a list.
CREATE TABLE purge_certificate (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    list_id INTEGER NOT NULL UNIQUE REFERENCES purge_list(id),
    units INTEGER NOT NULL,
    cases INTEGER NOT NULL,
    erased INTEGER NOT NULL,
    persons INTEGER NOT NULL,
    persons_gone INTEGER NOT NULL,
    left_out INTEGER NOT NULL,
    owners INTEGER NOT NULL,
    row_root TEXT NOT NULL CHECK (length(row_root) = 64),
    person_root TEXT NOT NULL CHECK (length(person_root) = 64),
    officer TEXT NOT NULL
) STRICT;
-- append-only: purge_certificate
