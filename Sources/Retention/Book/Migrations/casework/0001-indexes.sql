-- SPDX-License-Identifier: Apache-2.0
-- System 1: rows are erased by what they point at, and the check of a foreign key must not read a
-- whole table for each row. One index for every reference into a table that is erased.
CREATE INDEX proposal_judgement ON proposal (judgement_id);
CREATE INDEX entitlement_history_application ON entitlement_history (application_id);
CREATE INDEX entitlement_history_judgement ON entitlement_history (judgement_id);
CREATE INDEX recipient_number_history ON recipient_number_assignment (history_id);
CREATE INDEX person_snapshot_application ON person_snapshot (application_id);
CREATE INDEX person_snapshot_history ON person_snapshot (history_id);
CREATE INDEX insurance_fact_application ON insurance_fact (application_id);
CREATE INDEX notice_issue_application ON notice_issue (application_id);
CREATE INDEX claim_error_outcome_claim ON claim_error_outcome (claim_id);
CREATE INDEX reimbursement_corrects ON reimbursement (corrects_id);
CREATE INDEX reimbursement_proposal_computation ON reimbursement_proposal (computation_id);
CREATE INDEX reimbursement_cancellation_approval ON reimbursement_cancellation (approval_id);
CREATE INDEX payment_item_reimbursement ON payment_item (reimbursement_id);
CREATE INDEX e_application_corrects ON e_application (corrects_id);
CREATE INDEX hub_order_history ON hub_order (history_id);
CREATE INDEX hub_told_now_told ON hub_told_now (told_id);
CREATE INDEX register_now_version ON register_now (version_id);
CREATE INDEX use_suspension_entry ON use_suspension (entry_id);
