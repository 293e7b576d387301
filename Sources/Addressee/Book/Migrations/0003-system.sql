-- SPDX-License-Identifier: Apache-2.0
-- System 2 as a system of its own: 付番依頼, 更新依頼, 名寄せ, 住登外者, and what peers are told.

-- 統合宛名フラグ (宛名番号 × 業務ID or 独自施策システムID). The newest row of the three counts; a
-- business that no longer uses the person adds a row that says so.
CREATE TABLE addressee_flag (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    addressee INTEGER NOT NULL,
    business_kind TEXT NOT NULL CHECK (business_kind IN ('業務ID', '独自施策システムID')),
    business_id TEXT NOT NULL,
    is_set INTEGER NOT NULL CHECK (is_set IN (0, 1))
) STRICT;
-- append-only: addressee_flag
CREATE INDEX addressee_flag_addressee ON addressee_flag(addressee, business_kind, business_id, id);

-- What waits for a peer. To the 中間サーバー only 付番 and 削除 are told, each with its cause.
CREATE TABLE peer_notice (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    peer TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('付番', '削除', '名寄せ', '名寄せ取消')),
    addressee INTEGER NOT NULL
) STRICT;
-- append-only: peer_notice
CREATE INDEX peer_notice_peer ON peer_notice(peer, id);

-- The peer has taken a notice over.
CREATE TABLE peer_notice_receipt (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    peer TEXT NOT NULL,
    through_notice INTEGER NOT NULL
) STRICT;
-- append-only: peer_notice_receipt
CREATE INDEX peer_notice_receipt_peer ON peer_notice_receipt(peer, through_notice);

-- Idempotency keys of peers with the answer that was given. The fingerprint is keyed (HMAC): a
-- plain digest over a request with a 個人番号 could be guessed.
CREATE TABLE peer_request (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    peer TEXT NOT NULL,
    request_key TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    answer TEXT NOT NULL,
    UNIQUE (peer, request_key)
) STRICT;
-- append-only: peer_request

-- 名寄せ: the merged person is from now on the kept one. Neither's rows are touched.
CREATE TABLE person_merge (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    kept_person INTEGER NOT NULL REFERENCES person(id),
    merged_person INTEGER NOT NULL REFERENCES person(id),
    kept_addressee INTEGER NOT NULL,
    merged_addressee INTEGER NOT NULL,
    reason TEXT NOT NULL,
    CHECK (kept_person <> merged_person)
) STRICT;
-- append-only: person_merge
CREATE INDEX person_merge_merged ON person_merge(merged_person);
CREATE INDEX person_merge_kept ON person_merge(kept_person);

CREATE TABLE person_merge_undo (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    merge_id INTEGER NOT NULL UNIQUE REFERENCES person_merge(id),
    reason TEXT NOT NULL
) STRICT;
-- append-only: person_merge_undo

-- Who stands for a merged person: a read model, rebuilt from the merges at any time.
CREATE TABLE merged_person (
    person_id INTEGER PRIMARY KEY REFERENCES person(id),
    root INTEGER NOT NULL REFERENCES person(id)
) STRICT;
CREATE INDEX merged_person_root ON merged_person(root);

-- 住登外者, and the four items that a business states of somebody who is no resident. Columns are
-- spelled as the 付番API spells its parameters. One row a change (履歴番号).
CREATE TABLE nonresident_fact (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    addressee INTEGER NOT NULL,
    history_number INTEGER NOT NULL,
    event TEXT NOT NULL CHECK (event IN ('付番', '更新', '引継ぎ', '削除')),
    source TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    not_for_others INTEGER NOT NULL CHECK (not_for_others IN (0, 1)),
    officer TEXT NOT NULL,
    officer_at TEXT NOT NULL,
    shimei TEXT NOT NULL,
    uji_nihonjin TEXT NOT NULL,
    na_nihonjin TEXT NOT NULL,
    shimei_gaikokujinromaji TEXT NOT NULL,
    shimei_gaikokujinkanji TEXT NOT NULL,
    shimei_furigana TEXT NOT NULL,
    uji_nihonjin_furigana TEXT NOT NULL,
    na_nihonjin_furigana TEXT NOT NULL,
    tsusho TEXT NOT NULL,
    tsusho_furigana TEXT NOT NULL,
    tsusho_furiganakakuninjokyo TEXT NOT NULL,
    seibetsu TEXT NOT NULL,
    seinengappi TEXT NOT NULL,
    seinengappi_fushofuragu TEXT NOT NULL,
    seinengappi_fushohyoki TEXT NOT NULL,
    jusho_shikuchosonkodo TEXT NOT NULL,
    jusho_choazakodo TEXT NOT NULL,
    shiteitoshi_gyoseikutokodo TEXT NOT NULL,
    jusho_todofuken TEXT NOT NULL,
    jusho_shikugunchosonmei TEXT NOT NULL,
    jusho_choaza TEXT NOT NULL,
    jusho_banchigohyoki TEXT NOT NULL,
    jusho_katagaki TEXT NOT NULL,
    jusho_katagaki_furigana TEXT NOT NULL,
    jusho_yubinbango TEXT NOT NULL,
    jusho_kokumeikodo TEXT NOT NULL,
    jusho_kokumeito TEXT NOT NULL,
    jusho_kokugaijusho TEXT NOT NULL,
    name_key TEXT NOT NULL,
    kana_key TEXT NOT NULL,
    address_key TEXT NOT NULL,
    UNIQUE (addressee, history_number)
) STRICT;
-- append-only: nonresident_fact
CREATE INDEX nonresident_fact_name ON nonresident_fact(name_key);
CREATE INDEX nonresident_fact_kana ON nonresident_fact(kana_key);
CREATE INDEX nonresident_fact_born ON nonresident_fact(seinengappi);
CREATE INDEX nonresident_fact_address ON nonresident_fact(address_key);

-- 排他: who edits a person, since when, until when at the longest.
CREATE TABLE edit_lock (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    addressee INTEGER NOT NULL,
    holder TEXT NOT NULL,
    terminal TEXT NOT NULL,
    valid_until INTEGER NOT NULL
) STRICT;
-- append-only: edit_lock
CREATE INDEX edit_lock_addressee ON edit_lock(addressee, id);

CREATE TABLE edit_lock_end (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    lock_id INTEGER NOT NULL UNIQUE REFERENCES edit_lock(id),
    how TEXT NOT NULL CHECK (how IN ('終了', '強制解除')),
    reason TEXT
) STRICT;
-- append-only: edit_lock_end

-- A person whom no number and four items tie for certain; an officer decides. The four items as
-- they were stated; the 個人番号 itself is not kept here, only its index.
CREATE TABLE match_case (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    source TEXT NOT NULL,
    addressee INTEGER,
    why TEXT NOT NULL,
    name TEXT NOT NULL,
    kana TEXT NOT NULL,
    sex TEXT NOT NULL,
    born TEXT NOT NULL,
    address TEXT NOT NULL,
    building TEXT NOT NULL,
    blind_index BLOB
) STRICT;
-- append-only: match_case

CREATE TABLE match_candidate (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    case_id INTEGER NOT NULL REFERENCES match_case(id),
    addressee INTEGER NOT NULL,
    UNIQUE (case_id, addressee)
) STRICT;
-- append-only: match_candidate

CREATE TABLE match_decision (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    case_id INTEGER NOT NULL UNIQUE REFERENCES match_case(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('同一人', '別人')),
    addressee INTEGER,
    reason TEXT NOT NULL,
    CHECK ((outcome = '同一人') = (addressee IS NOT NULL))
) STRICT;
-- append-only: match_decision

-- Assertions of peers that were used, so that none is accepted twice (jti).
CREATE TABLE peer_assertion (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    peer TEXT NOT NULL,
    assertion TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    UNIQUE (peer, assertion)
) STRICT;
-- append-only: peer_assertion
