-- SPDX-License-Identifier: Apache-2.0
-- 移行した給付: what the system used before has paid. It is looked at for duplicates and for 多数回;
-- nothing of it is due, computed or decided here.

CREATE TABLE prior_benefit (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    source_key TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL CHECK (channel IN ('in-kind','reimbursement')),
    child INTEGER NOT NULL,
    recipient_number TEXT NOT NULL CHECK (length(recipient_number) = 7),
    treatment_month TEXT NOT NULL CHECK (length(treatment_month) = 7),
    institution TEXT NOT NULL CHECK (length(institution) = 10),
    setting TEXT NOT NULL CHECK (setting IN ('inpatient','outpatient')),
    points INTEGER NOT NULL,
    self_payment INTEGER NOT NULL,
    high_cost INTEGER NOT NULL,
    additional_benefit INTEGER NOT NULL,
    payable INTEGER NOT NULL,
    reached_limit INTEGER NOT NULL CHECK (reached_limit IN (0, 1)),
    paid_on TEXT NOT NULL CHECK (length(paid_on) = 10)
) STRICT;
-- append-only: prior_benefit
CREATE INDEX prior_benefit_child ON prior_benefit (child, treatment_month);
CREATE INDEX prior_benefit_institution ON prior_benefit (institution, treatment_month);
