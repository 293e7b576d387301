-- SPDX-License-Identifier: Apache-2.0
-- ログの点検: reviews of the log, explained accesses and alarms.

-- 点検の基準: limits that the office sets for itself. No law gives them; each says where it is from.
CREATE TABLE oversight_term (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL,
    unit TEXT NOT NULL,
    source TEXT NOT NULL,
    is_verified INTEGER NOT NULL CHECK (is_verified IN (0, 1))
) STRICT;
INSERT INTO oversight_term (name, value, unit, source, is_verified) VALUES
    ('deed-days', 30, '日', '評価書 III-3 その他1(2)。事案に手を付けてから見直すまでの期間。市が定める', 0),
    ('family-most', 40, '人', '一世帯を開いたとみなす人数の上限。市が定める', 0),
    ('opens-at', 480, '分', '開庁前30分からの執務。市の執務時間規程で定める', 0),
    ('closes-at', 1140, '分', '閉庁後の執務の上限。市の執務時間規程で定める', 0),
    ('quick-persons', 25, '人', '短い時間に多くの人を開いた、とみなす人数。市が定める', 0),
    ('quick-minutes', 10, '分', '上の人数を数える時間。市が定める', 0),
    ('unexplained-day', 10, '件', '一人の職員の一日の説明のない利用。市が定める', 0),
    ('repeat-days', 3, '日', '同じ人を説明なく開いた日数。市が定める', 0),
    ('repeat-within', 30, '日', '上の日数を数える期間。市が定める', 0),
    ('reveals-day', 10, '件', '一日の全桁表示・住所表示。市が定める', 0),
    ('failed-logins', 5, '回', '一日のログイン失敗。市が定める', 0),
    ('few-found', 3, '人', '検索がこの人数までなら、その人を探したとみなす。市が定める', 0),
    ('witness-lag', 60, '秒', '副署の遅れの上限（設計 G-06）', 0),
    ('review-days', 31, '日', 'ログの点検の周期（毎月）。市の点検要領で定める', 0);

-- 関係者の登録: whose record an officer must not open without a case. Written by the head, with the
-- officer's knowledge. `self` is the officer's own number; officer '*' is watched for everybody.
CREATE TABLE officer_relation (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    subject INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('self', 'kin', 'colleague', 'neighbour', 'watched'))
) STRICT;
-- append-only: officer_relation
CREATE INDEX officer_relation_subject ON officer_relation (subject, id);

CREATE TABLE officer_relation_end (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    relation_id INTEGER NOT NULL UNIQUE REFERENCES officer_relation (id)
) STRICT;
-- append-only: officer_relation_end

-- 説明のない利用の確認: what the head found when asking the officer.
CREATE TABLE access_confirmation (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    access_id INTEGER NOT NULL UNIQUE REFERENCES operation (id),
    officer TEXT NOT NULL,
    confirmer TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('in-duty', 'to-investigate')),
    note TEXT NOT NULL
) STRICT;
-- append-only: access_confirmation

-- 警報: what the daily rules found; the same finding once.
CREATE TABLE log_alarm (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    alarm_key TEXT NOT NULL UNIQUE,
    day TEXT NOT NULL,
    rule TEXT NOT NULL,
    officer TEXT NOT NULL,
    subject INTEGER,
    access_id INTEGER REFERENCES operation (id),
    amount INTEGER NOT NULL
) STRICT;
-- append-only: log_alarm
CREATE INDEX log_alarm_day ON log_alarm (day, id);

CREATE TABLE log_alarm_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    alarm_id INTEGER NOT NULL UNIQUE REFERENCES log_alarm (id),
    reviewer TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('in-duty', 'to-investigate')),
    note TEXT NOT NULL
) STRICT;
-- append-only: log_alarm_outcome

-- 点検記録: who looked at the log, for which days, how, and what was found.
CREATE TABLE log_review (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    reviewer TEXT NOT NULL,
    from_date TEXT NOT NULL,
    through_date TEXT NOT NULL,
    preset TEXT NOT NULL,
    sampled INTEGER NOT NULL CHECK (sampled >= 0),
    findings TEXT NOT NULL,
    measures TEXT,
    next_due TEXT NOT NULL,
    CHECK (from_date <= through_date)
) STRICT;
-- append-only: log_review

-- The days for which the daily rules have run.
CREATE TABLE log_rule_run (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    day TEXT NOT NULL UNIQUE,
    accesses INTEGER NOT NULL,
    explained INTEGER NOT NULL,
    alarms INTEGER NOT NULL
) STRICT;
-- append-only: log_rule_run

-- What the head's list asks for every few minutes.
CREATE INDEX operation_end_unexplained ON operation_end (operation_id)
    WHERE result = 'ok | unexplained';
