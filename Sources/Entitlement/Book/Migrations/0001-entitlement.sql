-- SPDX-License-Identifier: Apache-2.0
-- 資格: applications, decisions and the master facts of children and recipients.
-- Every table marked append-only has two times: the effective days in its own columns and
-- recorded_at. The newest row (highest id) of a key recorded at or before a moment is what was
-- known then. Days "until" are half-open: the first day outside.

-- 受付 ---------------------------------------------------------------------------------------

CREATE TABLE application (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    receipt TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('01','02','03','04','05','06','99')),
    reason TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('counter','post','electronic','ex-officio')),
    ex_officio INTEGER NOT NULL CHECK (ex_officio IN (0, 1)),
    applied_on TEXT NOT NULL CHECK (length(applied_on) = 10),
    cause_on TEXT CHECK (length(cause_on) = 10),
    child INTEGER NOT NULL,
    applicant INTEGER NOT NULL,
    married INTEGER NOT NULL CHECK (married IN (0, 1)),
    consent INTEGER NOT NULL CHECK (consent IN (0, 1)),
    insurance_evidence INTEGER NOT NULL CHECK (insurance_evidence IN (0, 1)),
    preferred_serial INTEGER CHECK (preferred_serial BETWEEN 0 AND 999999)
) STRICT;
-- append-only: application
CREATE INDEX application_child ON application (child, id);
CREATE INDEX application_applicant ON application (applicant, id);

CREATE TABLE application_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    application_id INTEGER NOT NULL REFERENCES application(id),
    event TEXT NOT NULL CHECK (event IN ('received','checked','held','released','proposed',
        'sent-back','granted','refused','carried-out','withdrawn')),
    reason TEXT,
    missing_papers TEXT,
    due_on TEXT CHECK (length(due_on) = 10),
    officer TEXT NOT NULL,
    CHECK (event <> 'held' OR (reason IS NOT NULL AND due_on IS NOT NULL))
) STRICT;
-- append-only: application_event
CREATE INDEX application_event_application ON application_event (application_id, id);

-- Where an application stands now: a read model of application_event, rebuilt from it by a test.
CREATE TABLE application_status (
    application_id INTEGER PRIMARY KEY REFERENCES application(id),
    status TEXT NOT NULL CHECK (status IN ('received','checked','held','held-checked','proposed',
        'granted','refused','carried-out','withdrawn')),
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    due_on TEXT,
    last_event_id INTEGER NOT NULL,
    child INTEGER NOT NULL,
    kind TEXT NOT NULL
) STRICT;
CREATE INDEX application_status_open ON application_status (is_open, status, application_id);
-- One open registration a child, whatever two counters do at once.
CREATE UNIQUE INDEX application_status_one_open ON application_status (child)
    WHERE is_open = 1 AND kind = '01';

CREATE TABLE resident_check (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    application_id INTEGER NOT NULL REFERENCES application(id),
    subject INTEGER NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('child','applicant')),
    result TEXT NOT NULL CHECK (result IN ('match','mismatch','not-found')),
    differences TEXT,
    record_hash TEXT,
    CHECK (result = 'not-found' OR record_hash IS NOT NULL)
) STRICT;
-- append-only: resident_check
CREATE INDEX resident_check_application ON resident_check (application_id, id);

CREATE TABLE identity_check (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    application_id INTEGER NOT NULL REFERENCES application(id),
    number_check TEXT NOT NULL,
    method TEXT NOT NULL,
    documents TEXT,
    interviewed INTEGER NOT NULL CHECK (interviewed IN (0, 1)),
    agent_name TEXT,
    agent_document TEXT,
    clerk TEXT NOT NULL,
    checked_on TEXT NOT NULL CHECK (length(checked_on) = 10),
    explanation_version TEXT NOT NULL,
    explained INTEGER NOT NULL CHECK (explained = 1)
) STRICT;
-- append-only: identity_check
CREATE INDEX identity_check_application ON identity_check (application_id);

-- 審査と決定 ---------------------------------------------------------------------------------

CREATE TABLE judgement (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    application_id INTEGER REFERENCES application(id),
    child INTEGER NOT NULL,
    judged_on TEXT NOT NULL CHECK (length(judged_on) = 10),
    applied_on TEXT NOT NULL CHECK (length(applied_on) = 10),
    outpatient_eligible INTEGER NOT NULL CHECK (outpatient_eligible IN (0, 1)),
    outpatient_from TEXT,
    outpatient_until TEXT,
    inpatient_eligible INTEGER NOT NULL CHECK (inpatient_eligible IN (0, 1)),
    inpatient_from TEXT,
    inpatient_until TEXT,
    cause TEXT NOT NULL,
    scheme TEXT NOT NULL
) STRICT;
-- append-only: judgement
CREATE INDEX judgement_application ON judgement (application_id, id);
CREATE INDEX judgement_child ON judgement (child, id);

CREATE TABLE judgement_finding (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    judgement_id INTEGER NOT NULL REFERENCES judgement(id),
    setting TEXT NOT NULL CHECK (setting IN ('outpatient','inpatient')),
    position INTEGER NOT NULL,
    rule TEXT NOT NULL,
    article TEXT,
    met INTEGER NOT NULL CHECK (met IN (0, 1)),
    because TEXT NOT NULL
) STRICT;
-- append-only: judgement_finding
CREATE INDEX judgement_finding_judgement ON judgement_finding (judgement_id, position);

CREATE TABLE proposal (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    application_id INTEGER REFERENCES application(id),
    judgement_id INTEGER REFERENCES judgement(id),
    base_history_id INTEGER,
    child INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    child_born TEXT NOT NULL CHECK (length(child_born) = 10),
    application_kind TEXT NOT NULL,
    application_reason TEXT NOT NULL,
    applied_on TEXT NOT NULL CHECK (length(applied_on) = 10),
    ex_officio INTEGER NOT NULL CHECK (ex_officio IN (0, 1)),
    cause_on TEXT CHECK (length(cause_on) = 10),
    effective_on TEXT NOT NULL CHECK (length(effective_on) = 10),
    result TEXT NOT NULL CHECK (result IN ('1','2','3','4','5','6','7','8')),
    reason TEXT NOT NULL,
    valid_from TEXT,
    valid_until TEXT,
    inpatient_from TEXT,
    inpatient_until TEXT,
    cause TEXT NOT NULL CHECK (cause IN ('application','notification','ex-officio','rejudgement',
        'year-end','correction')),
    explanation TEXT NOT NULL,
    flags TEXT,
    consequences TEXT,
    scheme TEXT,
    proposer TEXT NOT NULL
) STRICT;
-- append-only: proposal
CREATE INDEX proposal_child ON proposal (child, id);
CREATE INDEX proposal_application ON proposal (application_id, id);

CREATE TABLE proposal_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    proposal_id INTEGER NOT NULL UNIQUE REFERENCES proposal(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved','sent-back','superseded')),
    approver TEXT NOT NULL,
    head_rule_id INTEGER,
    reason TEXT,
    CHECK (outcome = 'approved' OR reason IS NOT NULL)
) STRICT;
-- append-only: proposal_outcome

-- A kind of proposal that the head has approved beforehand (signed rule, dated).
CREATE TABLE head_rule (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('moved-out','died','public-assistance','reached-age',
        'name-change','address-change','insurance-change')),
    valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
    valid_until TEXT CHECK (length(valid_until) = 10),
    signed_by TEXT NOT NULL
) STRICT;
-- append-only: head_rule

-- 資格履歴 (別添1, 12 items): one row a decision, the row carries the whole resulting periods.
CREATE TABLE entitlement_history (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    child INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    child_born TEXT NOT NULL CHECK (length(child_born) = 10),
    application_kind TEXT NOT NULL CHECK (application_kind IN
        ('01','02','03','04','05','06','99')),
    application_reason TEXT NOT NULL,
    applied_on TEXT NOT NULL CHECK (length(applied_on) = 10),
    ex_officio INTEGER NOT NULL CHECK (ex_officio IN (0, 1)),
    cause_on TEXT CHECK (length(cause_on) = 10),
    decided_on TEXT NOT NULL CHECK (length(decided_on) = 10),
    result TEXT NOT NULL CHECK (result IN ('1','2','3','4','5','6','7','8')),
    reason TEXT NOT NULL,
    recipient_number TEXT CHECK (length(recipient_number) = 7),
    valid_from TEXT,
    valid_until TEXT,
    inpatient_from TEXT,
    inpatient_until TEXT,
    effective_on TEXT NOT NULL CHECK (length(effective_on) = 10),
    application_id INTEGER REFERENCES application(id),
    proposal_id INTEGER NOT NULL UNIQUE REFERENCES proposal(id),
    judgement_id INTEGER REFERENCES judgement(id),
    proposer_operation_id INTEGER NOT NULL REFERENCES operation(id),
    proposer TEXT NOT NULL,
    approver TEXT NOT NULL,
    cause TEXT NOT NULL,
    scheme TEXT,
    CHECK (proposer <> approver),
    CHECK (result = '2' OR recipient_number IS NOT NULL),
    CHECK (valid_until IS NULL OR valid_from IS NOT NULL),
    CHECK (inpatient_until IS NULL OR inpatient_from IS NOT NULL)
) STRICT;
-- append-only: entitlement_history
CREATE INDEX entitlement_history_child ON entitlement_history (child, id);
CREATE INDEX entitlement_history_recipient ON entitlement_history (recipient, id);
CREATE INDEX entitlement_history_number ON entitlement_history (recipient_number, id);
CREATE INDEX entitlement_history_recorded ON entitlement_history (recorded_at);

CREATE TABLE recipient_number_assignment (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    serial INTEGER NOT NULL UNIQUE CHECK (serial BETWEEN 0 AND 999999),
    recipient_number TEXT NOT NULL UNIQUE CHECK (length(recipient_number) = 7),
    child INTEGER NOT NULL,
    history_id INTEGER NOT NULL REFERENCES entitlement_history(id)
) STRICT;
-- append-only: recipient_number_assignment

-- 人 -----------------------------------------------------------------------------------------

-- What the register said about a person when it was used. Only persons tied to an application or
-- to an entitlement can be stored here (R-23).
CREATE TABLE person_snapshot (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    application_id INTEGER REFERENCES application(id),
    history_id INTEGER REFERENCES entitlement_history(id),
    name TEXT NOT NULL,
    kana TEXT NOT NULL,
    alias TEXT,
    sex TEXT NOT NULL CHECK (sex IN ('1','2')),
    born TEXT NOT NULL CHECK (length(born) = 10),
    resident_status TEXT NOT NULL,
    resident_from TEXT,
    resident_until TEXT,
    household TEXT,
    relationship TEXT,
    postal_code TEXT,
    address TEXT,
    building TEXT,
    -- 支援措置: the address of a protected person rests sealed and nowhere else.
    sealed_address BLOB,
    is_protected INTEGER NOT NULL CHECK (is_protected IN (0, 1)),
    kana_key TEXT NOT NULL,
    name_key TEXT NOT NULL,
    record_hash TEXT NOT NULL,
    CHECK (application_id IS NOT NULL OR history_id IS NOT NULL),
    CHECK (is_protected = 0 OR (postal_code IS NULL AND address IS NULL AND building IS NULL)),
    CHECK (is_protected = 0 OR sealed_address IS NOT NULL)
) STRICT;
-- append-only: person_snapshot
CREATE INDEX person_snapshot_subject ON person_snapshot (subject, id);
CREATE INDEX person_snapshot_kana ON person_snapshot (kana_key, born);
CREATE INDEX person_snapshot_name ON person_snapshot (name_key);
CREATE INDEX person_snapshot_born ON person_snapshot (born);

-- 福祉世帯 (5 items)
CREATE TABLE welfare_household_fact (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    member_from TEXT NOT NULL CHECK (length(member_from) = 10),
    relation TEXT NOT NULL,
    member_until TEXT CHECK (length(member_until) = 10),
    member INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    cause TEXT NOT NULL
) STRICT;
-- append-only: welfare_household_fact
CREATE INDEX welfare_household_recipient ON welfare_household_fact (recipient, id);
CREATE INDEX welfare_household_member ON welfare_household_fact (member, id);

-- 保険情報 (8 items), the newest row of (child, insurer, acquired_on) is what is known.
CREATE TABLE insurance_fact (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    child INTEGER NOT NULL,
    insurer TEXT NOT NULL CHECK (length(insurer) IN (6, 8)),
    insurer_name TEXT NOT NULL,
    acquired_on TEXT NOT NULL CHECK (length(acquired_on) = 10),
    lost_on TEXT CHECK (length(lost_on) = 10),
    insured_name TEXT,
    symbol TEXT,
    number TEXT,
    sub_number TEXT,
    band TEXT CHECK (band IN ('ア','イ','ウ','エ','オ')),
    is_void INTEGER NOT NULL DEFAULT 0 CHECK (is_void IN (0, 1)),
    source TEXT NOT NULL CHECK (source IN ('application','notification','kokuho','shaho')),
    application_id INTEGER REFERENCES application(id),
    CHECK (lost_on IS NULL OR lost_on >= acquired_on)
) STRICT;
-- append-only: insurance_fact
CREATE INDEX insurance_fact_child ON insurance_fact (child, id);
CREATE INDEX insurance_fact_recorded ON insurance_fact (recorded_at);

-- 除外事由: the newest row of (child, kind, began_on) is what is known.
CREATE TABLE exclusion_fact (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    child INTEGER NOT NULL,
    kind TEXT NOT NULL,
    began_on TEXT NOT NULL CHECK (length(began_on) = 10),
    ended_on TEXT CHECK (length(ended_on) = 10),
    is_void INTEGER NOT NULL DEFAULT 0 CHECK (is_void IN (0, 1)),
    source TEXT NOT NULL
) STRICT;
-- append-only: exclusion_fact
CREATE INDEX exclusion_fact_child ON exclusion_fact (child, id);

-- 口座マスタ (12 items): the register of accounts. The number and the holder rest sealed, bound to
-- their table, column and row; one file reads and writes them (AccountCells.swift).
CREATE TABLE account_register (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    bank_code TEXT NOT NULL CHECK (length(bank_code) = 4),
    branch_code TEXT NOT NULL CHECK (length(branch_code) = 3),
    bank_name TEXT NOT NULL,
    bank_name_kana TEXT NOT NULL,
    branch_name TEXT NOT NULL,
    branch_name_kana TEXT NOT NULL,
    sub_office TEXT,
    account_type TEXT NOT NULL CHECK (account_type IN ('1','2','4','9')),
    account_type_name TEXT NOT NULL,
    account_number BLOB NOT NULL,
    holder_kana BLOB NOT NULL,
    holder_kanji BLOB
) STRICT;
-- append-only: account_register
CREATE INDEX account_register_branch ON account_register (bank_code, branch_code);

-- 口座情報 (11 items): the use of a registered account by a recipient in a period, names copied.
CREATE TABLE account_use (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    account_id INTEGER NOT NULL REFERENCES account_register(id),
    valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
    valid_until TEXT CHECK (length(valid_until) = 10),
    bank_code TEXT NOT NULL,
    bank_name TEXT NOT NULL,
    bank_code_registered TEXT NOT NULL,
    bank_name_kana TEXT NOT NULL,
    branch_name_kana TEXT NOT NULL,
    branch_name TEXT NOT NULL,
    branch_code TEXT NOT NULL,
    account_type TEXT NOT NULL,
    holder_kana BLOB NOT NULL,
    account_number BLOB NOT NULL,
    doubts TEXT,
    cause TEXT NOT NULL
) STRICT;
-- append-only: account_use
CREATE INDEX account_use_recipient ON account_use (recipient, id);
CREATE INDEX account_use_account ON account_use (account_id);

-- 送付先マスタ (7 items); where letters go rests sealed, of everybody.
CREATE TABLE mailing_address_fact (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    postal_area BLOB NOT NULL,
    postal_local BLOB NOT NULL,
    address BLOB NOT NULL,
    building BLOB NOT NULL,
    kana TEXT NOT NULL,
    name TEXT NOT NULL,
    phone BLOB NOT NULL,
    effective_from TEXT NOT NULL CHECK (length(effective_from) = 10),
    effective_until TEXT CHECK (length(effective_until) = 10),
    cause TEXT NOT NULL
) STRICT;
-- append-only: mailing_address_fact
CREATE INDEX mailing_address_subject ON mailing_address_fact (subject, id);

-- 居住地マスタ (6 items); the place rests sealed, of everybody.
CREATE TABLE residence_fact (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    postal_area BLOB NOT NULL,
    postal_local BLOB NOT NULL,
    address BLOB NOT NULL,
    building BLOB NOT NULL,
    kana TEXT NOT NULL,
    name TEXT NOT NULL,
    effective_from TEXT NOT NULL CHECK (length(effective_from) = 10),
    cause TEXT NOT NULL
) STRICT;
-- append-only: residence_fact
CREATE INDEX residence_subject ON residence_fact (subject, id);

-- 証と通知 -----------------------------------------------------------------------------------

CREATE TABLE certificate (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    issue_number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('child-medical')),
    child INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    recipient_number TEXT NOT NULL CHECK (length(recipient_number) = 7),
    history_id INTEGER NOT NULL REFERENCES entitlement_history(id),
    valid_from TEXT,
    valid_until TEXT,
    inpatient_from TEXT,
    inpatient_until TEXT,
    issued_on TEXT NOT NULL CHECK (length(issued_on) = 10),
    reissue_reason TEXT,
    digest TEXT NOT NULL
) STRICT;
-- append-only: certificate
CREATE INDEX certificate_child ON certificate (child, id);
CREATE INDEX certificate_history ON certificate (history_id);

CREATE TABLE certificate_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    certificate_id INTEGER NOT NULL REFERENCES certificate(id),
    event TEXT NOT NULL CHECK (event IN ('recall','returned','replaced')),
    event_on TEXT NOT NULL CHECK (length(event_on) = 10),
    reason TEXT NOT NULL
) STRICT;
-- append-only: certificate_event
CREATE INDEX certificate_event_certificate ON certificate_event (certificate_id, id);

CREATE TABLE notice_issue (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    envelope TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('granted','refused','changed','lapsed','papers')),
    child INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    history_id INTEGER REFERENCES entitlement_history(id),
    application_id INTEGER REFERENCES application(id),
    issued_on TEXT NOT NULL CHECK (length(issued_on) = 10),
    reissue_reason TEXT
) STRICT;
-- append-only: notice_issue
CREATE INDEX notice_issue_history ON notice_issue (history_id);
CREATE INDEX notice_issue_recipient ON notice_issue (recipient, id);

-- 再判定の待ち行列: a work queue, no fact. change_key makes every change count once.
CREATE TABLE rejudgement_task (
    id INTEGER PRIMARY KEY,
    change_key TEXT NOT NULL UNIQUE,
    subject INTEGER NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN ('resident','insurance','welfare','other')),
    cause_on TEXT NOT NULL,
    noticed_at INTEGER NOT NULL,
    done_at INTEGER,
    outcome TEXT
) STRICT;
CREATE INDEX rejudgement_task_open ON rejudgement_task (done_at, id);
