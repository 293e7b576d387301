-- SPDX-License-Identifier: Apache-2.0
-- 安全管理台帳: the registers the organisation keeps (評価書 III・IV). What a register asks for stands in
-- Kinds/; these tables hold its entries, each version whole, nothing overwritten.

-- 一件. Its number is given once, in the transaction that writes it, so that there is no gap.
CREATE TABLE register_entry (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    entry_number INTEGER NOT NULL,
    subject INTEGER,
    entered_on TEXT NOT NULL,
    UNIQUE (kind, fiscal_year, entry_number)
) STRICT;
-- append-only: register_entry
CREATE INDEX register_entry_by_subject ON register_entry (subject);

-- 版. Content is plain for registers of the organisation, sealed for those about residents.
CREATE TABLE register_version (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    entry_id INTEGER NOT NULL REFERENCES register_entry (id),
    version_number INTEGER NOT NULL,
    entry_state TEXT NOT NULL CHECK (entry_state IN ('open', 'active', 'closed', 'void')),
    content TEXT,
    sealed_content BLOB,
    responsible TEXT NOT NULL,
    officer TEXT NOT NULL,
    why TEXT,
    UNIQUE (entry_id, version_number),
    CHECK ((content IS NULL) <> (sealed_content IS NULL))
) STRICT;
-- append-only: register_version

-- 二人目の確認 of one version.
CREATE TABLE register_confirmation (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    version_id INTEGER NOT NULL UNIQUE REFERENCES register_version (id),
    officer TEXT NOT NULL
) STRICT;
-- append-only: register_confirmation

-- 証拠のファイル: the bytes rest encrypted outside the database under this digest.
CREATE TABLE register_file (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    entry_id INTEGER NOT NULL REFERENCES register_entry (id),
    file_name TEXT NOT NULL,
    digest TEXT NOT NULL,
    byte_count INTEGER NOT NULL,
    scanner TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: register_file
CREATE INDEX register_file_by_entry ON register_file (entry_id);

-- How each entry stands now, and what it is found by: registers of state, no facts, made anew from the
-- versions at any time.
CREATE TABLE register_now (
    id INTEGER PRIMARY KEY REFERENCES register_entry (id),
    kind TEXT NOT NULL,
    version_id INTEGER NOT NULL REFERENCES register_version (id),
    entry_state TEXT NOT NULL,
    is_confirmed INTEGER NOT NULL CHECK (is_confirmed IN (0, 1)),
    due_on TEXT,
    warns_from TEXT,
    due_title TEXT
) STRICT;
CREATE INDEX register_now_by_kind ON register_now (kind, entry_state);
CREATE INDEX register_now_by_due ON register_now (due_on);

CREATE TABLE register_key (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    field_value TEXT NOT NULL,
    entry_id INTEGER NOT NULL REFERENCES register_entry (id)
) STRICT;
CREATE INDEX register_key_by_value ON register_key (kind, field, field_value);
CREATE INDEX register_key_by_entry ON register_key (entry_id);

-- 回覧の確認.
CREATE TABLE circular_reading (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    entry_id INTEGER NOT NULL REFERENCES register_entry (id),
    officer TEXT NOT NULL,
    UNIQUE (entry_id, officer)
) STRICT;
-- append-only: circular_reading
CREATE INDEX circular_reading_by_officer ON circular_reading (officer);

-- 自己点検: the questions drawn from the assessment, and the answers.
CREATE TABLE check_question (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    entry_id INTEGER NOT NULL REFERENCES register_entry (id),
    position INTEGER NOT NULL,
    measure TEXT NOT NULL,
    sentence TEXT NOT NULL,
    UNIQUE (entry_id, position)
) STRICT;
-- append-only: check_question

CREATE TABLE check_answer (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    question_id INTEGER NOT NULL REFERENCES check_question (id),
    answer TEXT NOT NULL CHECK (answer IN ('kept', 'partly', 'broken', 'void')),
    note TEXT,
    officer TEXT NOT NULL
) STRICT;
-- append-only: check_answer
CREATE INDEX check_answer_by_question ON check_answer (question_id);

-- 意識調査. Who took part is a fact. What was answered is only ever a sum: no row of the tally belongs
-- to an officer, an operation or a moment, and every row is rewritten with every answer, so that no
-- order of rows or versions of rows tells whose answer it was.
CREATE TABLE survey_participation (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    entry_id INTEGER NOT NULL REFERENCES register_entry (id),
    officer TEXT NOT NULL,
    UNIQUE (entry_id, officer)
) STRICT;
-- append-only: survey_participation

CREATE TABLE survey_tally (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES register_entry (id),
    question INTEGER NOT NULL,
    choice INTEGER NOT NULL,
    answers INTEGER NOT NULL,
    UNIQUE (entry_id, question, choice)
) STRICT;

-- 評価書の本文, item by item, so that two versions can be compared (別添2).
CREATE TABLE assessment_item (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    entry_id INTEGER NOT NULL REFERENCES register_entry (id),
    position INTEGER NOT NULL,
    place TEXT NOT NULL,
    sentence TEXT NOT NULL,
    UNIQUE (entry_id, place)
) STRICT;
-- append-only: assessment_item

-- 利用停止: in force from its decision until another ends it.
CREATE TABLE use_suspension (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    entry_id INTEGER NOT NULL REFERENCES register_entry (id),
    subject INTEGER NOT NULL,
    is_suspended INTEGER NOT NULL CHECK (is_suspended IN (0, 1)),
    officer TEXT NOT NULL
) STRICT;
-- append-only: use_suspension
CREATE INDEX use_suspension_by_subject ON use_suspension (subject);

-- 墨消し: what of a personal file is not disclosed, and on which ground.
CREATE TABLE redaction (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    entry_id INTEGER NOT NULL REFERENCES register_entry (id),
    place TEXT NOT NULL,
    ground TEXT NOT NULL,
    is_undone INTEGER NOT NULL CHECK (is_undone IN (0, 1)),
    officer TEXT NOT NULL
) STRICT;
-- append-only: redaction
CREATE INDEX redaction_by_entry ON redaction (entry_id);
