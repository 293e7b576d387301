-- SPDX-License-Identifier: Apache-2.0
-- Columns that lead to erased rows or to persons, of the tables that came later.
CREATE INDEX retention_duplicate_first_claim ON duplicate_decision (first_claim_id);
CREATE INDEX retention_duplicate_first ON duplicate_decision (first_reimbursement_id);
CREATE INDEX retention_duplicate_second ON duplicate_decision (second_reimbursement_id);
CREATE INDEX retention_liability_benefit ON liability_benefit (claim_id);
