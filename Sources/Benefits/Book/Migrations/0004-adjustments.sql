-- SPDX-License-Identifier: Apache-2.0
-- 給付の調整: receipts one by one, doubts of double benefit, appliances, questions to insurers,
-- third-party acts and school accidents, the high-cost benefit received in the family's stead, and
-- what families have to give back because of them. Every table is append-only; of rows that say the
-- same thing again the newest counts.

-- 領収書: one row a receipt of an application; the application holds their sums.
CREATE TABLE reimbursement_slip (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    reimbursement_id INTEGER NOT NULL REFERENCES reimbursement(id),
    position INTEGER NOT NULL CHECK (position >= 1),
    treated_on TEXT CHECK (length(treated_on) = 10),
    points INTEGER CHECK (points >= 0),
    cost INTEGER CHECK (cost >= 0),
    paid INTEGER NOT NULL CHECK (paid >= 0),
    meals INTEGER NOT NULL CHECK (meals >= 0),
    UNIQUE (reimbursement_id, position)
) STRICT;
-- append-only: reimbursement_slip

-- 治療用装具: what was ordered, and what the insurer allowed and paid (療養費の支給決定).
CREATE TABLE reimbursement_appliance (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    reimbursement_id INTEGER NOT NULL REFERENCES reimbursement(id),
    name TEXT NOT NULL,
    ordered_on TEXT CHECK (length(ordered_on) = 10),
    allowed INTEGER CHECK (allowed >= 0),
    insurer_paid INTEGER CHECK (insurer_paid >= 0),
    insurer_decided_on TEXT CHECK (length(insurer_decided_on) = 10),
    CHECK ((allowed IS NULL) = (insurer_paid IS NULL))
) STRICT;
-- append-only: reimbursement_appliance
CREATE INDEX reimbursement_appliance_case ON reimbursement_appliance (reimbursement_id, id);

-- 保険者の決定の照会: who was asked again, and when to look next.
CREATE TABLE insurer_reminder (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    reimbursement_id INTEGER NOT NULL REFERENCES reimbursement(id),
    asked_on TEXT NOT NULL CHECK (length(asked_on) = 10),
    addressee TEXT NOT NULL CHECK (addressee IN ('insurer','family')),
    next_on TEXT NOT NULL CHECK (length(next_on) = 10),
    note TEXT,
    officer TEXT NOT NULL
) STRICT;
-- append-only: insurer_reminder
CREATE INDEX insurer_reminder_case ON insurer_reminder (reimbursement_id, id);

-- 二重給付の疑い: an officer's word about two benefits of one child, the smaller key first.
CREATE TABLE duplicate_decision (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    child INTEGER NOT NULL,
    first_claim_id INTEGER REFERENCES claim(id),
    first_reimbursement_id INTEGER REFERENCES reimbursement(id),
    first_prior_key TEXT,
    second_reimbursement_id INTEGER NOT NULL REFERENCES reimbursement(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('same','different')),
    reason TEXT NOT NULL,
    officer TEXT NOT NULL,
    CHECK (first_claim_id IS NOT NULL OR first_reimbursement_id IS NOT NULL
        OR first_prior_key IS NOT NULL),
    CHECK (first_claim_id IS NULL OR first_reimbursement_id IS NULL),
    CHECK (first_prior_key IS NULL
        OR (first_claim_id IS NULL AND first_reimbursement_id IS NULL))
) STRICT;
-- append-only: duplicate_decision
CREATE INDEX duplicate_decision_child ON duplicate_decision (child, id);
CREATE INDEX duplicate_decision_claim ON duplicate_decision (first_claim_id);
CREATE INDEX duplicate_decision_first ON duplicate_decision (first_reimbursement_id);
CREATE INDEX duplicate_decision_second ON duplicate_decision (second_reimbursement_id);

-- 第三者行為等返還記録票: an accident that somebody else has to pay for.
CREATE TABLE liability (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    child INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('third-party','sports-council')),
    happened_on TEXT NOT NULL CHECK (length(happened_on) = 10),
    reported_on TEXT NOT NULL CHECK (length(reported_on) = 10),
    counterpart TEXT NOT NULL,
    circumstances TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: liability
CREATE INDEX liability_child ON liability (child, id);

-- Which benefits an accident touches, and which were looked at and have nothing to do with it.
CREATE TABLE liability_benefit (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    liability_id INTEGER NOT NULL REFERENCES liability(id),
    claim_id INTEGER REFERENCES claim(id),
    reimbursement_id INTEGER REFERENCES reimbursement(id),
    is_touched INTEGER NOT NULL CHECK (is_touched IN (0, 1)),
    total_cost INTEGER NOT NULL CHECK (total_cost >= 0),
    paid INTEGER NOT NULL CHECK (paid >= 0),
    officer TEXT NOT NULL,
    CHECK ((claim_id IS NULL) <> (reimbursement_id IS NULL))
) STRICT;
-- append-only: liability_benefit
CREATE INDEX liability_benefit_liability ON liability_benefit (liability_id, id);
CREATE INDEX liability_benefit_claim ON liability_benefit (claim_id);
CREATE INDEX liability_benefit_reimbursement ON liability_benefit (reimbursement_id);

CREATE TABLE liability_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    liability_id INTEGER NOT NULL REFERENCES liability(id),
    event TEXT NOT NULL CHECK (event IN ('claimed','agreed','received','closed')),
    event_on TEXT NOT NULL CHECK (length(event_on) = 10),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    note TEXT NOT NULL,
    officer TEXT NOT NULL,
    CHECK ((event = 'closed') = (amount = 0))
) STRICT;
-- append-only: liability_event
CREATE INDEX liability_event_liability ON liability_event (liability_id, id);

-- 高額療養費の代理受領: the family has charged the city to ask its insurer and to receive.
CREATE TABLE proxy_receipt (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    child INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    treatment_month TEXT NOT NULL CHECK (length(treatment_month) = 7),
    insurer TEXT NOT NULL,
    mandate_on TEXT NOT NULL CHECK (length(mandate_on) = 10),
    band TEXT NOT NULL,
    is_multiple INTEGER NOT NULL CHECK (is_multiple IN (0, 1)),
    total_cost INTEGER NOT NULL,
    burden INTEGER NOT NULL,
    limit_amount INTEGER NOT NULL,
    expected INTEGER NOT NULL CHECK (expected > 0),
    scheme TEXT NOT NULL,
    officer TEXT NOT NULL,
    UNIQUE (child, treatment_month)
) STRICT;
-- append-only: proxy_receipt

CREATE TABLE proxy_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    proxy_id INTEGER NOT NULL REFERENCES proxy_receipt(id),
    event TEXT NOT NULL CHECK (event IN ('requested','decided','refused','received','closed')),
    event_on TEXT NOT NULL CHECK (length(event_on) = 10),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    reference TEXT,
    note TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: proxy_event
CREATE INDEX proxy_event_proxy ON proxy_event (proxy_id, id);

-- 返還: what a family has to give back because of an accident or of a refused request; proposed by
-- one officer, decided by another, and handed to 支払 as a recovery.
CREATE TABLE claim_back (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    liability_id INTEGER REFERENCES liability(id),
    proxy_id INTEGER REFERENCES proxy_receipt(id),
    child INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    explanation TEXT NOT NULL,
    proposer TEXT NOT NULL,
    CHECK ((liability_id IS NULL) <> (proxy_id IS NULL))
) STRICT;
-- append-only: claim_back
CREATE INDEX claim_back_liability ON claim_back (liability_id);
CREATE INDEX claim_back_proxy ON claim_back (proxy_id);

CREATE TABLE claim_back_outcome (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    claim_back_id INTEGER NOT NULL UNIQUE REFERENCES claim_back(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved','sent-back')),
    recovery_id INTEGER,
    decided_on TEXT NOT NULL CHECK (length(decided_on) = 10),
    reason TEXT,
    approver TEXT NOT NULL,
    CHECK ((outcome = 'approved') = (recovery_id IS NOT NULL)),
    CHECK (outcome = 'approved' OR reason IS NOT NULL)
) STRICT;
-- append-only: claim_back_outcome
