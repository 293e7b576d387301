-- SPDX-License-Identifier: Apache-2.0
-- 所属の異動: the last row of an officer counts; without one, that of the registration.
CREATE TABLE officer_department (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    officer TEXT NOT NULL REFERENCES officer (officer),
    department TEXT NOT NULL
) STRICT;
-- append-only: officer_department
CREATE INDEX officer_department_by_officer ON officer_department (officer);

-- 他課の職員への許可: without it an officer of another department sees no person (R-21).
CREATE TABLE department_leave (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    officer TEXT NOT NULL REFERENCES officer (officer),
    from_date TEXT NOT NULL,
    until_date TEXT NOT NULL,
    CHECK (from_date < until_date)
) STRICT;
-- append-only: department_leave
CREATE INDEX department_leave_by_officer ON department_leave (officer);

CREATE TABLE department_leave_end (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    leave_id INTEGER NOT NULL UNIQUE REFERENCES department_leave (id)
) STRICT;
-- append-only: department_leave_end

-- 保守事業者の利用者: the grant of the role 保守, which always names its contract and employer.
CREATE TABLE vendor_grant (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    officer TEXT NOT NULL REFERENCES officer (officer),
    contract TEXT NOT NULL,
    employer TEXT NOT NULL,
    from_date TEXT NOT NULL,
    until_date TEXT NOT NULL,
    CHECK (from_date < until_date)
) STRICT;
-- append-only: vendor_grant
CREATE INDEX vendor_grant_by_officer ON vendor_grant (officer);
CREATE INDEX vendor_grant_by_contract ON vendor_grant (contract);

CREATE TABLE vendor_grant_end (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    grant_id INTEGER NOT NULL UNIQUE REFERENCES vendor_grant (id)
) STRICT;
-- append-only: vendor_grant_end

-- 権限付与の申請: what one officer proposes and another approves. `roles` is the whole set that
-- the officer holds afterwards, with commas.
CREATE TABLE grant_proposal (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    officer TEXT NOT NULL REFERENCES officer (officer),
    proposer TEXT NOT NULL,
    roles TEXT NOT NULL,
    department TEXT NOT NULL,
    crosses_department INTEGER NOT NULL CHECK (crosses_department IN (0, 1)),
    contract TEXT,
    employer TEXT,
    until_date TEXT NOT NULL
) STRICT;
-- append-only: grant_proposal
CREATE INDEX grant_proposal_by_officer ON grant_proposal (officer);

CREATE TABLE grant_proposal_end (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    proposal_id INTEGER NOT NULL UNIQUE REFERENCES grant_proposal (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('承認', '却下', '取下げ')),
    officer TEXT NOT NULL
) STRICT;
-- append-only: grant_proposal_end

-- 利用停止の依頼: who asked, when it came in, from when it holds (R-51). From that day the officer
-- is refused, whether or not anybody has closed the request.
CREATE TABLE revocation_request (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    officer TEXT NOT NULL REFERENCES officer (officer),
    requester TEXT NOT NULL,
    received_on TEXT NOT NULL,
    effective_on TEXT NOT NULL
) STRICT;
-- append-only: revocation_request
CREATE INDEX revocation_request_by_officer ON revocation_request (officer);

CREATE TABLE revocation_done (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL UNIQUE REFERENCES revocation_request (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('停止', '取消')),
    officer TEXT NOT NULL
) STRICT;
-- append-only: revocation_done

-- 緊急アクセス: named operations for a short time, by two persons, reviewed afterwards.
CREATE TABLE break_glass (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    officer TEXT NOT NULL REFERENCES officer (officer),
    requester TEXT NOT NULL,
    operations TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0)
) STRICT;
-- append-only: break_glass
CREATE INDEX break_glass_by_officer ON break_glass (officer);

CREATE TABLE break_glass_step (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL REFERENCES break_glass (id),
    step TEXT NOT NULL CHECK (step IN ('承認', '却下', '終了', '点検')),
    officer TEXT NOT NULL,
    UNIQUE (request_id, step)
) STRICT;
-- append-only: break_glass_step

-- 端末: known by the certificate that it shows in TLS (R-85f).
CREATE TABLE terminal (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    fingerprint TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;
-- append-only: terminal

CREATE TABLE terminal_end (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    terminal_id INTEGER NOT NULL UNIQUE REFERENCES terminal (id)
) STRICT;
-- append-only: terminal_end

-- 利用者IDの棚卸し (R-52): a campaign, its lines as they stood when it was opened, the answers.
CREATE TABLE stocktaking (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    officer TEXT NOT NULL,
    deadline TEXT NOT NULL
) STRICT;
-- append-only: stocktaking

CREATE TABLE stocktaking_line (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    stocktaking_id INTEGER NOT NULL REFERENCES stocktaking (id),
    officer TEXT NOT NULL REFERENCES officer (officer),
    department TEXT NOT NULL,
    roles TEXT NOT NULL,
    until_date TEXT,
    last_login_at INTEGER,
    is_unused INTEGER NOT NULL CHECK (is_unused IN (0, 1)),
    UNIQUE (stocktaking_id, officer)
) STRICT;
-- append-only: stocktaking_line

CREATE TABLE stocktaking_answer (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    line_id INTEGER NOT NULL UNIQUE REFERENCES stocktaking_line (id),
    answer TEXT NOT NULL CHECK (answer IN ('継続', '削除', '無回答')),
    officer TEXT NOT NULL
) STRICT;
-- append-only: stocktaking_answer

CREATE TABLE stocktaking_end (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    stocktaking_id INTEGER NOT NULL UNIQUE REFERENCES stocktaking (id)
) STRICT;
-- append-only: stocktaking_end
