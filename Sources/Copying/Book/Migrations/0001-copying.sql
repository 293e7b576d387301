-- SPDX-License-Identifier: Apache-2.0
-- 複製・印刷: requests for copies, containers, media, ceilings, and what was printed. No item of a
-- person stands here; who was in a copy stands in the log of its operation.

CREATE TABLE copy_request (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    list TEXT NOT NULL,
    question TEXT NOT NULL,
    format TEXT NOT NULL CHECK (format IN ('csv','xlsx')),
    recipient TEXT NOT NULL,
    recipient_name TEXT NOT NULL,
    -- Inside the office, nobody else (R-33, R-70).
    recipient_class TEXT NOT NULL CHECK (recipient_class IN ('section','accounting','audit')),
    public_key TEXT NOT NULL,
    copy_use TEXT NOT NULL CHECK (length(copy_use) > 0),
    reason TEXT NOT NULL,
    requester TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    CHECK (expires_at > recorded_at)
) STRICT;
-- append-only: copy_request

CREATE TABLE copy_step (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL REFERENCES copy_request(id),
    step TEXT NOT NULL CHECK (step IN ('approved','refused','withdrawn')),
    officer TEXT NOT NULL,
    reason TEXT,
    UNIQUE (request_id, step)
) STRICT;
-- append-only: copy_step
CREATE UNIQUE INDEX copy_step_one_decision ON copy_step (request_id)
    WHERE step IN ('approved','refused');

-- Written once a request; counter and number without gaps.
CREATE TABLE copy_container (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL UNIQUE REFERENCES copy_request(id),
    counter INTEGER NOT NULL UNIQUE CHECK (counter >= 1),
    number TEXT NOT NULL UNIQUE,
    row_count INTEGER NOT NULL,
    byte_count INTEGER NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    file TEXT NOT NULL,
    writer TEXT NOT NULL
) STRICT;
-- append-only: copy_container
CREATE INDEX copy_container_writer ON copy_container (writer, recorded_at);

-- 媒体の搬送: one row an event of a medium.
CREATE TABLE copy_transport (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    container_id INTEGER NOT NULL REFERENCES copy_container(id),
    event TEXT NOT NULL CHECK (event IN ('handed','returned','destroyed')),
    medium TEXT NOT NULL CHECK (length(medium) > 0),
    carrier TEXT NOT NULL CHECK (length(carrier) > 0),
    destination TEXT NOT NULL CHECK (length(destination) > 0),
    protection TEXT NOT NULL CHECK (length(protection) > 0),
    event_on TEXT NOT NULL CHECK (length(event_on) = 10),
    officer TEXT NOT NULL,
    UNIQUE (container_id, medium, event)
) STRICT;
-- append-only: copy_transport

-- 印刷記録: what the log of an output does not say: sheets expected and produced, pages.
CREATE TABLE print_record (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL UNIQUE REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    document TEXT NOT NULL,
    form TEXT NOT NULL CHECK (form IN ('paper','file')),
    expected INTEGER NOT NULL,
    produced INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    reprint_reason TEXT,
    officer TEXT NOT NULL,
    CHECK (expected >= 0 AND produced >= 0 AND pages >= 0)
) STRICT;
-- append-only: print_record

-- 利用の上限: an officer passed the mark in an hour (hours since 1970).
CREATE TABLE ceiling_alarm (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('persons','reveals','pages')),
    hour INTEGER NOT NULL,
    reached INTEGER NOT NULL,
    alarm_at INTEGER NOT NULL
) STRICT;
-- append-only: ceiling_alarm
CREATE INDEX ceiling_alarm_time ON ceiling_alarm (recorded_at);

-- A head raised the ceiling of an officer for one day.
CREATE TABLE ceiling_raise (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('persons','reveals','pages')),
    raised_on TEXT NOT NULL CHECK (length(raised_on) = 10),
    ceiling INTEGER NOT NULL CHECK (ceiling > 0),
    head TEXT NOT NULL,
    reason TEXT NOT NULL,
    CHECK (officer <> head)
) STRICT;
-- append-only: ceiling_raise
CREATE INDEX ceiling_raise_officer ON ceiling_raise (officer, raised_on);

-- 外へ出した統計: the numbers as they were given, so that the next table gives nobody away (R-11).
CREATE TABLE statistics_release (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    subject TEXT NOT NULL,
    stands_on TEXT CHECK (length(stands_on) = 10),
    cells TEXT NOT NULL
) STRICT;
-- append-only: statistics_release
CREATE INDEX statistics_release_subject ON statistics_release (subject, id);

-- The limits: data of the installation. None of them stands in the assessment; they are proposals
-- until the municipality settles them (verified = 0). A file among the keys may set others.
CREATE TABLE copying_term (
    code TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    value INTEGER NOT NULL CHECK (value > 0),
    source TEXT NOT NULL,
    verified INTEGER NOT NULL CHECK (verified IN (0, 1))
) STRICT;
INSERT INTO copying_term (code, title, value, source, verified) VALUES
    ('expiry-days', '複製の申請から作成までの日数', 7, '提案（未確認）。評価書 その他2(1) に日数はない', 0),
    ('rows', '一つの複製の行数', 200000, '提案（未確認）。対象児童の多い市の全件', 0),
    ('rows-hour', '一人が一時間に出せる行数', 200000, '提案（未確認）。安全設計 R-56', 0),
    ('persons-alarm', '一時間に利用した人の数：知らせる', 300, '提案（未確認）。安全設計 R-56・T-06', 0),
    ('persons-limit', '一時間に利用した人の数：止める', 1000, '提案（未確認）。安全設計 R-56・T-06', 0),
    ('reveals-alarm', '一時間に伏せた値を表示した回数：知らせる', 10, '提案（未確認）。安全設計 R-56', 0),
    ('reveals-limit', '一時間に伏せた値を表示した回数：止める', 30, '提案（未確認）。安全設計 R-56', 0),
    ('pages-alarm', '一時間に印刷した枚数：知らせる', 1000, '提案（未確認）。安全設計 R-56', 0),
    ('pages-limit', '一時間に印刷した枚数：止める', 5000, '提案（未確認）。安全設計 R-56', 0),
    ('statistics-days', '一日の統計（年齢別など）を前の表と比べる日数', 27, '提案（未確認）。安全設計 R-11', 0);
