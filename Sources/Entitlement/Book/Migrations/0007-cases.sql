-- SPDX-License-Identifier: Apache-2.0
-- 事案: papers of a case, what proved identity and insurance, guardians, corrections, rules of 専決,
-- children who never applied.

-- 本人確認の書類 (番号法16条): one row a document, by the list of documents.
CREATE TABLE identity_document (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    application_id INTEGER NOT NULL REFERENCES application(id),
    holder TEXT NOT NULL CHECK (holder IN ('applicant', 'agent')),
    proves TEXT NOT NULL CHECK (proves IN ('number', 'identity', 'agency')),
    document TEXT NOT NULL
) STRICT;
-- append-only: identity_document
CREATE INDEX identity_document_application ON identity_document (application_id);

-- 書類 (紙の証拠): the bytes rest encrypted beside the database, here stands what they are.
CREATE TABLE case_paper (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    application_id INTEGER REFERENCES application(id),
    kind TEXT NOT NULL,
    retention TEXT NOT NULL,
    received_on TEXT NOT NULL CHECK (length(received_on) = 10),
    media_type TEXT NOT NULL CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg')),
    store_key TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    byte_count INTEGER NOT NULL,
    page_count INTEGER NOT NULL CHECK (page_count > 0),
    scanner TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: case_paper
CREATE INDEX case_paper_subject ON case_paper (subject, id);
CREATE INDEX case_paper_application ON case_paper (application_id);

-- 黒塗り: another set of bytes made of pixels; the newest one of a paper is what leaves.
CREATE TABLE case_paper_redaction (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    paper_id INTEGER NOT NULL REFERENCES case_paper(id),
    areas TEXT NOT NULL,
    ground TEXT NOT NULL,
    store_key TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    byte_count INTEGER NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: case_paper_redaction
CREATE INDEX case_paper_redaction_paper ON case_paper_redaction (paper_id, id);

-- 誤って付けた書類: it is kept and shown to nobody.
CREATE TABLE case_paper_void (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    paper_id INTEGER NOT NULL UNIQUE REFERENCES case_paper(id),
    reason TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: case_paper_void

-- 書類の督促.
CREATE TABLE paper_reminder (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    application_id INTEGER NOT NULL REFERENCES application(id),
    missing TEXT NOT NULL,
    due_on TEXT NOT NULL CHECK (length(due_on) = 10),
    officer TEXT NOT NULL
) STRICT;
-- append-only: paper_reminder
CREATE INDEX paper_reminder_application ON paper_reminder (application_id, id);

-- 保護者の異動: why a recipient changes, and what makes the new one the guardian.
CREATE TABLE guardian_claim (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    application_id INTEGER NOT NULL UNIQUE REFERENCES application(id),
    child INTEGER NOT NULL,
    claimant INTEGER NOT NULL,
    event TEXT NOT NULL CHECK (event IN ('death', 'divorce', 'custody', 'moved-alone', 'earner',
        'other')),
    basis TEXT NOT NULL,
    event_on TEXT NOT NULL CHECK (length(event_on) = 10)
) STRICT;
-- append-only: guardian_claim
CREATE INDEX guardian_claim_child ON guardian_claim (child, id);

-- Children about whom the register says something that no proposal can settle: a work list.
CREATE TABLE guardian_attention (
    child INTEGER PRIMARY KEY,
    sentence TEXT NOT NULL,
    noticed_at INTEGER NOT NULL
) STRICT;

-- 市外に住む子の特例 (就学など): counts as living in the city.
CREATE TABLE residence_exception (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    child INTEGER NOT NULL,
    kind TEXT NOT NULL,
    began_on TEXT NOT NULL CHECK (length(began_on) = 10),
    ended_on TEXT CHECK (length(ended_on) = 10),
    is_void INTEGER NOT NULL DEFAULT 0 CHECK (is_void IN (0, 1)),
    papers TEXT NOT NULL,
    officer TEXT NOT NULL,
    CHECK (ended_on IS NULL OR ended_on >= began_on)
) STRICT;
-- append-only: residence_exception
CREATE INDEX residence_exception_child ON residence_exception (child, id);

-- 訂正・取消: which decision a proposal undoes or corrects, and why.
CREATE TABLE decision_correction (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    proposal_id INTEGER NOT NULL UNIQUE REFERENCES proposal(id),
    history_id INTEGER NOT NULL REFERENCES entitlement_history(id),
    act TEXT NOT NULL CHECK (act IN ('revoke', 'restore', 'correct')),
    reason TEXT NOT NULL,
    preview TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: decision_correction
CREATE INDEX decision_correction_history ON decision_correction (history_id);

-- 専決: a rule of two heads under which a grant at the counter is decided at once; every use is
-- looked at afterwards.
CREATE TABLE decision_rule (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
    valid_until TEXT NOT NULL CHECK (length(valid_until) = 10),
    check_days INTEGER NOT NULL CHECK (check_days > 0),
    ground TEXT NOT NULL,
    proposer TEXT NOT NULL
) STRICT;
-- append-only: decision_rule

CREATE TABLE decision_rule_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    rule_id INTEGER NOT NULL UNIQUE REFERENCES decision_rule(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('signed', 'refused')),
    officer TEXT NOT NULL,
    reason TEXT,
    CHECK (outcome = 'signed' OR reason IS NOT NULL)
) STRICT;
-- append-only: decision_rule_outcome

CREATE TABLE decision_rule_end (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    rule_id INTEGER NOT NULL UNIQUE REFERENCES decision_rule(id),
    officer TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
-- append-only: decision_rule_end

CREATE TABLE decision_rule_use (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    rule_id INTEGER NOT NULL REFERENCES decision_rule(id),
    history_id INTEGER NOT NULL UNIQUE REFERENCES entitlement_history(id),
    child INTEGER NOT NULL,
    officer TEXT NOT NULL,
    due_on TEXT NOT NULL CHECK (length(due_on) = 10)
) STRICT;
-- append-only: decision_rule_use
CREATE INDEX decision_rule_use_child ON decision_rule_use (child, id);

CREATE TABLE decision_rule_check (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    use_id INTEGER NOT NULL UNIQUE REFERENCES decision_rule_use(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('right', 'wrong')),
    officer TEXT NOT NULL,
    note TEXT,
    CHECK (outcome = 'right' OR note IS NOT NULL)
) STRICT;
-- append-only: decision_rule_check

-- 未申請の対象児童: a work list made anew from both systems; the number alone, nothing of the person.
CREATE TABLE unregistered_child (
    child INTEGER PRIMARY KEY,
    guardian INTEGER,
    why TEXT NOT NULL CHECK (why IN ('never-applied', 'withdrawn', 'refused', 'ended',
        'exclusion-ended', 'enlarged')),
    eligible_from TEXT NOT NULL CHECK (length(eligible_from) = 10),
    born TEXT NOT NULL CHECK (length(born) = 10),
    found_on TEXT NOT NULL CHECK (length(found_on) = 10)
) STRICT;
CREATE INDEX unregistered_child_why ON unregistered_child (why, child);

-- 勧奨: an invitation to apply.
CREATE TABLE invitation (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    child INTEGER NOT NULL,
    guardian INTEGER NOT NULL,
    why TEXT NOT NULL,
    invited_on TEXT NOT NULL CHECK (length(invited_on) = 10),
    due_on TEXT NOT NULL CHECK (length(due_on) = 10)
) STRICT;
-- append-only: invitation
CREATE INDEX invitation_child ON invitation (child, id);
CREATE INDEX invitation_guardian ON invitation (guardian, id);

-- 年度末・制度拡大の一括処理: what was expected and what was produced.
CREATE TABLE entitlement_batch (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('year-end', 'enlargement', 'invitation')),
    on_day TEXT NOT NULL CHECK (length(on_day) = 10),
    expected INTEGER NOT NULL,
    proposed INTEGER NOT NULL,
    carried_out INTEGER NOT NULL,
    left_out INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    officer TEXT NOT NULL,
    CHECK (expected = proposed + carried_out + left_out)
) STRICT;
-- append-only: entitlement_batch

-- 証の区分, derived from what was decided, never chosen.
ALTER TABLE certificate ADD COLUMN class TEXT;
CREATE INDEX certificate_issued ON certificate (issued_on, id);

-- The same child under two numbers is looked for by household.
CREATE INDEX person_snapshot_household ON person_snapshot (household);
