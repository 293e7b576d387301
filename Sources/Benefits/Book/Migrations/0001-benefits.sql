-- SPDX-License-Identifier: Apache-2.0
-- 給付: claims in kind (現物給付) and reimbursements (償還払い) with the steps of every amount.
-- Every table marked append-only has two times: the effective days in its own columns and
-- recorded_at. A correction is a new row. Numbers in brackets are the record items of 別添1.

-- 医療機関マスタ (12 items): one row a change, the newest of a code counts ----------------------

CREATE TABLE institution_fact (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    institution TEXT NOT NULL CHECK (length(institution) = 10),
    closure TEXT NOT NULL CHECK (closure IN ('open','suspended','closed')),
    closed_on TEXT CHECK (length(closed_on) = 10),
    name TEXT NOT NULL,
    kana TEXT NOT NULL,
    short_name TEXT NOT NULL,
    representative TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    address TEXT NOT NULL,
    building TEXT NOT NULL,
    phone TEXT NOT NULL,
    location TEXT NOT NULL CHECK (location IN ('municipality','prefecture','elsewhere')),
    prefecture TEXT NOT NULL CHECK (length(prefecture) = 2)
) STRICT;
-- append-only: institution_fact
CREATE INDEX institution_fact_institution ON institution_fact (institution, id);

-- レセプト -----------------------------------------------------------------------------------

CREATE TABLE claim_file (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
    kind TEXT NOT NULL,
    institution TEXT NOT NULL CHECK (length(institution) = 10),
    billing_month TEXT NOT NULL CHECK (length(billing_month) = 7),
    layout TEXT NOT NULL,
    edition TEXT NOT NULL,
    claims INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    declared_count INTEGER,
    declared_points INTEGER,
    actual_count INTEGER NOT NULL,
    actual_points INTEGER NOT NULL,
    payable INTEGER NOT NULL,
    CHECK (claims = accepted + rejected)
) STRICT;
-- append-only: claim_file
CREATE INDEX claim_file_month ON claim_file (billing_month, id);

-- レセプト詳細履歴 (30 items); 他公費 (20–24) are rows of claim_fund, 申立 (25–29) of claim_objection.
CREATE TABLE claim (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES claim_file(id),
    line INTEGER NOT NULL,
    error_id INTEGER,
    child INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    recipient_number TEXT NOT NULL,
    history_id INTEGER NOT NULL,
    funder TEXT NOT NULL CHECK (length(funder) = 8),
    billing_month TEXT NOT NULL CHECK (length(billing_month) = 7),
    treatment_month TEXT NOT NULL CHECK (length(treatment_month) = 7),
    data_kind TEXT NOT NULL,
    insurance_kind TEXT NOT NULL,
    institution_name TEXT NOT NULL,
    institution TEXT NOT NULL CHECK (length(institution) = 10),
    institution_short_name TEXT,
    department TEXT,
    setting TEXT NOT NULL CHECK (setting IN ('inpatient','outpatient')),
    benefit_tenths INTEGER NOT NULL CHECK (benefit_tenths BETWEEN 0 AND 10),
    burden_tenths INTEGER NOT NULL CHECK (burden_tenths BETWEEN 0 AND 10),
    source TEXT NOT NULL,
    days INTEGER NOT NULL,
    decided_cost INTEGER NOT NULL,
    self_payment INTEGER NOT NULL,
    payable INTEGER NOT NULL CHECK (payable >= 0),
    high_cost INTEGER NOT NULL,
    additional_benefit INTEGER NOT NULL,
    error_reason TEXT,
    type TEXT NOT NULL,
    insurer TEXT NOT NULL,
    points INTEGER NOT NULL,
    total_cost INTEGER NOT NULL,
    burden INTEGER NOT NULL,
    other_funds INTEGER NOT NULL,
    meals INTEGER NOT NULL,
    meals_burden INTEGER NOT NULL,
    meals_paid INTEGER NOT NULL,
    band TEXT,
    prescriber TEXT NOT NULL,
    UNIQUE (error_id)
) STRICT;
-- append-only: claim
CREATE INDEX claim_child ON claim (child, treatment_month, id);
CREATE INDEX claim_institution ON claim (institution, treatment_month);
CREATE INDEX claim_file_line ON claim (file_id, line);
CREATE INDEX claim_billing ON claim (billing_month, setting, source);

CREATE TABLE claim_fund (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    claim_id INTEGER NOT NULL REFERENCES claim(id),
    position INTEGER NOT NULL CHECK (position >= 1),
    funder TEXT NOT NULL,
    recipient_number TEXT NOT NULL,
    days INTEGER NOT NULL,
    covered_cost INTEGER NOT NULL,
    copayment INTEGER NOT NULL
) STRICT;
-- append-only: claim_fund
CREATE INDEX claim_fund_claim ON claim_fund (claim_id, position);

-- What an import does not accept: the reason, and what could be read, so that it can be corrected.
CREATE TABLE claim_error (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES claim_file(id),
    line INTEGER NOT NULL,
    source TEXT,
    reason TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    error_line INTEGER NOT NULL,
    record TEXT,
    field TEXT,
    value TEXT,
    child INTEGER,
    institution TEXT NOT NULL,
    institution_name TEXT NOT NULL,
    billing_month TEXT NOT NULL CHECK (length(billing_month) = 7),
    treatment_month TEXT CHECK (length(treatment_month) = 7),
    data_kind TEXT,
    type TEXT,
    setting TEXT CHECK (setting IN ('inpatient','outpatient')),
    department TEXT,
    born TEXT CHECK (length(born) = 10),
    ratio INTEGER,
    insurer TEXT,
    days INTEGER,
    points INTEGER,
    copayment INTEGER,
    meals INTEGER,
    meals_total INTEGER,
    meal_class TEXT,
    band TEXT,
    is_multiple INTEGER CHECK (is_multiple IN (0, 1)),
    is_third_party INTEGER CHECK (is_third_party IN (0, 1)),
    prescriber TEXT
) STRICT;
-- append-only: claim_error
CREATE INDEX claim_error_file ON claim_error (file_id, line);
CREATE INDEX claim_error_child ON claim_error (child);
CREATE INDEX claim_error_institution ON claim_error (institution, code);

-- Funds of a claim that was not accepted, ours included, as written.
CREATE TABLE claim_error_fund (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    error_id INTEGER NOT NULL REFERENCES claim_error(id),
    position INTEGER NOT NULL,
    line INTEGER NOT NULL,
    funder TEXT NOT NULL,
    recipient_number TEXT NOT NULL,
    days INTEGER NOT NULL,
    points INTEGER NOT NULL,
    copayment INTEGER
) STRICT;
-- append-only: claim_error_fund
CREATE INDEX claim_error_fund_error ON claim_error_fund (error_id, position);

-- Everything else that was found: further issues of a claim, warnings of the file.
CREATE TABLE claim_issue (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES claim_file(id),
    line INTEGER NOT NULL,
    record TEXT,
    field TEXT,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    value TEXT
) STRICT;
-- append-only: claim_issue
CREATE INDEX claim_issue_file ON claim_issue (file_id, line);

-- What became of an error: accepted after correction or a second look, or sent back.
CREATE TABLE claim_error_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    error_id INTEGER NOT NULL UNIQUE REFERENCES claim_error(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('accepted','returned')),
    claim_id INTEGER REFERENCES claim(id),
    correction TEXT,
    reason TEXT NOT NULL,
    officer TEXT NOT NULL,
    CHECK ((outcome = 'accepted') = (claim_id IS NOT NULL))
) STRICT;
-- append-only: claim_error_outcome

-- 申立 (25–29): one row when it is filed, one when its result is known; the newest counts.
CREATE TABLE claim_objection (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    claim_id INTEGER REFERENCES claim(id),
    error_id INTEGER REFERENCES claim_error(id),
    kind TEXT NOT NULL CHECK (kind IN ('1','2','3','4')),
    reason TEXT NOT NULL,
    objected_on TEXT NOT NULL CHECK (length(objected_on) = 10),
    result TEXT NOT NULL CHECK (result IN ('0','1','2','3','4')),
    result_on TEXT CHECK (length(result_on) = 10),
    officer TEXT NOT NULL,
    CHECK ((claim_id IS NULL) <> (error_id IS NULL)),
    CHECK ((result = '0') = (result_on IS NULL))
) STRICT;
-- append-only: claim_objection
CREATE INDEX claim_objection_claim ON claim_objection (claim_id, id);
CREATE INDEX claim_objection_error ON claim_objection (error_id, id);

-- The steps of an amount as they were computed, one line a step: label, yen, article.
CREATE TABLE computation (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    claim_id INTEGER REFERENCES claim(id),
    reimbursement_id INTEGER,
    scheme TEXT NOT NULL,
    payable INTEGER NOT NULL,
    unconfirmed TEXT,
    steps TEXT NOT NULL,
    CHECK ((claim_id IS NULL) <> (reimbursement_id IS NULL))
) STRICT;
-- append-only: computation
CREATE INDEX computation_claim ON computation (claim_id);
CREATE INDEX computation_reimbursement ON computation (reimbursement_id, id);

-- 償還 ---------------------------------------------------------------------------------------

-- 償還情報詳細履歴: items 1–18, 20, 21 as keyed; 19, 22, 24, 25 are of the decision, 23 and 26–36
-- of the payment. Branch 1 is the application, further branches are letters of the insurer. A form
-- that was keyed wrongly is withdrawn and keyed again as the next revision.
CREATE TABLE reimbursement (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    base_id INTEGER REFERENCES reimbursement(id),
    billing_month TEXT NOT NULL CHECK (length(billing_month) = 7),
    applied_on TEXT NOT NULL CHECK (length(applied_on) = 10),
    receipt TEXT NOT NULL,
    branch INTEGER NOT NULL CHECK (branch BETWEEN 1 AND 99),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    corrects_id INTEGER REFERENCES reimbursement(id),
    treatment_month TEXT NOT NULL CHECK (length(treatment_month) = 7),
    institution_name TEXT NOT NULL,
    institution TEXT NOT NULL CHECK (length(institution) = 10),
    institution_short_name TEXT,
    department TEXT,
    setting TEXT NOT NULL CHECK (setting IN ('inpatient','outpatient')),
    care TEXT NOT NULL,
    burden_tenths INTEGER NOT NULL CHECK (burden_tenths BETWEEN 0 AND 10),
    insurance_kind TEXT,
    days INTEGER NOT NULL,
    total_cost INTEGER NOT NULL,
    self_payment INTEGER NOT NULL,
    high_cost INTEGER,
    additional_benefit INTEGER,
    receipts INTEGER NOT NULL,
    check_state TEXT NOT NULL,
    channel TEXT NOT NULL,
    child INTEGER NOT NULL,
    applicant INTEGER NOT NULL,
    recipient_number TEXT,
    points INTEGER,
    meals INTEGER NOT NULL,
    meal_class TEXT NOT NULL,
    other_fund TEXT,
    other_fund_copayment INTEGER,
    method TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    UNIQUE (receipt, branch, revision),
    CHECK ((branch = 1) = (base_id IS NULL)),
    CHECK (revision = 1 OR branch > 1 OR corrects_id IS NOT NULL)
) STRICT;
-- append-only: reimbursement
CREATE INDEX reimbursement_child ON reimbursement (child, treatment_month, id);
CREATE INDEX reimbursement_base ON reimbursement (base_id, id);
CREATE INDEX reimbursement_institution ON reimbursement (institution, treatment_month);

CREATE TABLE reimbursement_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    reimbursement_id INTEGER NOT NULL REFERENCES reimbursement(id),
    event TEXT NOT NULL CHECK (event IN ('received','letter','held','released','proposed',
        'sent-back','approved','withdrawn','cancelled')),
    hold_reason TEXT,
    note TEXT,
    officer TEXT NOT NULL,
    CHECK ((event = 'held') = (hold_reason IS NOT NULL))
) STRICT;
-- append-only: reimbursement_event
CREATE INDEX reimbursement_event_case ON reimbursement_event (reimbursement_id, id);

-- Where a reimbursement stands now: a read model of its events, rebuilt from them by a test.
CREATE TABLE reimbursement_status (
    reimbursement_id INTEGER PRIMARY KEY REFERENCES reimbursement(id),
    status TEXT NOT NULL CHECK (status IN ('received','held','proposed','paid','not-paid',
        'withdrawn')),
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    hold_reason TEXT,
    last_event_id INTEGER NOT NULL
) STRICT;
CREATE INDEX reimbursement_status_open ON reimbursement_status (is_open, status, reimbursement_id);

-- A decision as proposed (19 公費負担額, 22 判定結果, 24 却下理由, 25 支払方法).
CREATE TABLE reimbursement_proposal (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    reimbursement_id INTEGER NOT NULL REFERENCES reimbursement(id),
    branch INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('1','2','3')),
    payable INTEGER NOT NULL CHECK (payable >= 0),
    reason TEXT,
    explanation TEXT NOT NULL,
    method TEXT NOT NULL,
    child INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    history_id INTEGER,
    computation_id INTEGER REFERENCES computation(id),
    scheme TEXT NOT NULL,
    proposer TEXT NOT NULL,
    CHECK ((outcome = '3') = (payable = 0)),
    CHECK ((outcome = '3') = (reason IS NOT NULL))
) STRICT;
-- append-only: reimbursement_proposal
CREATE INDEX reimbursement_proposal_case ON reimbursement_proposal (reimbursement_id, id);

CREATE TABLE reimbursement_approval (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    proposal_id INTEGER NOT NULL UNIQUE REFERENCES reimbursement_proposal(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved','sent-back')),
    decided_on TEXT CHECK (length(decided_on) = 10),
    approver TEXT NOT NULL,
    reason TEXT,
    CHECK ((outcome = 'approved') = (decided_on IS NOT NULL)),
    CHECK (outcome = 'approved' OR reason IS NOT NULL)
) STRICT;
-- append-only: reimbursement_approval
CREATE INDEX reimbursement_approval_day ON reimbursement_approval (decided_on, id);

-- 職権取消し of an approved decision: proposed by one officer, decided by another; a decision is
-- cancelled once. The reimbursement is held then and may be decided anew.
CREATE TABLE reimbursement_cancellation (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    approval_id INTEGER NOT NULL REFERENCES reimbursement_approval(id),
    reimbursement_id INTEGER NOT NULL REFERENCES reimbursement(id),
    reason TEXT NOT NULL,
    proposer TEXT NOT NULL
) STRICT;
-- append-only: reimbursement_cancellation
CREATE INDEX reimbursement_cancellation_case
    ON reimbursement_cancellation (reimbursement_id, id);

CREATE TABLE reimbursement_cancellation_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    cancellation_id INTEGER NOT NULL UNIQUE REFERENCES reimbursement_cancellation(id),
    approval_id INTEGER UNIQUE REFERENCES reimbursement_approval(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved','sent-back')),
    decided_on TEXT CHECK (length(decided_on) = 10),
    approver TEXT NOT NULL,
    reason TEXT,
    CHECK ((outcome = 'approved') = (approval_id IS NOT NULL)),
    CHECK ((outcome = 'approved') = (decided_on IS NOT NULL)),
    CHECK (outcome = 'approved' OR reason IS NOT NULL)
) STRICT;
-- append-only: reimbursement_cancellation_outcome

-- The register of letters of this area.
CREATE TABLE benefit_notice (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    envelope TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    proposal_id INTEGER NOT NULL REFERENCES reimbursement_proposal(id),
    child INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    issued_on TEXT NOT NULL CHECK (length(issued_on) = 10),
    reissue_reason TEXT
) STRICT;
-- append-only: benefit_notice
CREATE INDEX benefit_notice_proposal ON benefit_notice (proposal_id);
