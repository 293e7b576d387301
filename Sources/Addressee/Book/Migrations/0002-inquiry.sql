-- SPDX-License-Identifier: Apache-2.0
-- 情報照会の記録: what 番号法23条 wants kept of an inquiry through the 中間サーバー.

-- One row a step of an inquiry (照会依頼済, then 結果取得済 or 拒否, …); the rows of one
-- inquiry_number are its course, the newest is how it stands. Kept: the two parties, the moments
-- of asking and of provision, the items, the ground, and whether the person may not see the record
-- (支援措置). What was provided is not kept here. The city only asks, it provides nothing.
CREATE TABLE inquiry_record (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    inquiry_number TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person(id),
    inquirer TEXT NOT NULL,
    provider TEXT NOT NULL,
    procedure_code TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    items TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('照会依頼済', '処理中', '結果取得済', '拒否', '取りやめ')),
    requested_at INTEGER NOT NULL,
    provided_at INTEGER,
    refusal_reason TEXT,
    permit TEXT,
    is_withheld INTEGER NOT NULL CHECK (is_withheld IN (0, 1)),
    UNIQUE (inquiry_number, state),
    CHECK ((state = '結果取得済') = (provided_at IS NOT NULL)),
    CHECK (state <> '拒否' OR refusal_reason IS NOT NULL),
    CHECK (provided_at IS NULL OR provided_at >= requested_at)
) STRICT;
-- append-only: inquiry_record
CREATE INDEX inquiry_record_person ON inquiry_record (person_id, id);
