-- System 2, 団体内統合宛名システム. The only place that holds 個人番号, always encrypted.
-- Every fact has two times (effective and recorded) and names the operation that wrote it.

-- A person, numbered once (団体内統合宛名番号). Numbers are never used again.
CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    integrated_number INTEGER NOT NULL UNIQUE
) STRICT;
-- append-only: person

-- 宛名番号 of a business or of the resident register, tied to the person.
CREATE TABLE person_addressee (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person(id),
    addressee INTEGER NOT NULL UNIQUE
) STRICT;
-- append-only: person_addressee
CREATE INDEX person_addressee_person ON person_addressee(person_id);

-- 個人番号: the encrypted cell and its blind index, nothing else. A corrected number is a new row.
CREATE TABLE person_number (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person(id),
    cell BLOB NOT NULL,
    blind_index BLOB NOT NULL UNIQUE
) STRICT;
-- append-only: person_number
CREATE INDEX person_number_person ON person_number(person_id);

-- 情報提供用個人識別符号: opaque, encrypted, shown nowhere. Only its state is ever asked.
CREATE TABLE provision_code (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person(id),
    state TEXT NOT NULL CHECK (state IN ('未依頼', '依頼中', '取得済', 'エラー')),
    cell BLOB
) STRICT;
-- append-only: provision_code

-- 統合宛名フラグ: which business uses the person.
CREATE TABLE business_use (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person(id),
    business TEXT NOT NULL,
    UNIQUE (person_id, business)
) STRICT;
-- append-only: business_use

-- A file that was taken in, by the digest of its bytes: the same file twice changes nothing.
CREATE TABLE feed_file (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    layout TEXT NOT NULL,
    name TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    rejected INTEGER NOT NULL
) STRICT;
-- append-only: feed_file

CREATE TABLE feed_error (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES feed_file(id),
    line INTEGER NOT NULL,
    field TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL
) STRICT;
-- append-only: feed_error

-- What the resident register said of a person, one row a change (異動).
CREATE TABLE resident_fact (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    addressee INTEGER NOT NULL,
    change_number INTEGER NOT NULL,
    effective_on TEXT NOT NULL,
    change_reason TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('1', '2', '3', '4')),
    household TEXT NOT NULL,
    name TEXT NOT NULL,
    kana TEXT NOT NULL,
    alias TEXT NOT NULL,
    sex TEXT NOT NULL,
    born TEXT NOT NULL,
    relationship TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    address TEXT NOT NULL,
    building TEXT NOT NULL,
    resident_from TEXT,
    moved_from TEXT NOT NULL,
    moved_to TEXT NOT NULL,
    nationality TEXT NOT NULL,
    stay_status TEXT NOT NULL,
    stay_until TEXT,
    protection INTEGER NOT NULL,
    protection_until TEXT,
    mother INTEGER,
    father INTEGER,
    phone TEXT NOT NULL,
    UNIQUE (addressee, change_number)
) STRICT;
-- append-only: resident_fact

-- Where every change waits for System 1: 宛名番号, what, when. No digits, no names.
CREATE TABLE change_outbox (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    addressee INTEGER NOT NULL,
    reason TEXT NOT NULL,
    effective_on TEXT NOT NULL
) STRICT;
-- append-only: change_outbox

-- The latest fact of each person, with search keys: a read model, rebuilt from the facts at any time.
CREATE TABLE resident_now (
    addressee INTEGER PRIMARY KEY,
    fact_id INTEGER NOT NULL REFERENCES resident_fact(id),
    change_number INTEGER NOT NULL,
    household TEXT NOT NULL,
    born TEXT NOT NULL,
    kana_key TEXT NOT NULL,
    given_kana_key TEXT NOT NULL,
    name_key TEXT NOT NULL,
    given_name_key TEXT NOT NULL,
    phone_digits TEXT NOT NULL
) STRICT;
CREATE INDEX resident_now_household ON resident_now(household);
CREATE INDEX resident_now_born ON resident_now(born);
CREATE INDEX resident_now_kana ON resident_now(kana_key);
CREATE INDEX resident_now_given_kana ON resident_now(given_kana_key);
CREATE INDEX resident_now_name ON resident_now(name_key);
CREATE INDEX resident_now_given_name ON resident_now(given_name_key);
CREATE INDEX resident_now_phone ON resident_now(phone_digits);

-- Rows that could not be tied to one person for certain; an officer decides.
CREATE TABLE match_task (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES feed_file(id),
    line INTEGER NOT NULL,
    addressee INTEGER NOT NULL,
    candidate_addressee INTEGER,
    why TEXT NOT NULL
) STRICT;
-- append-only: match_task
