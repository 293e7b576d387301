-- SPDX-License-Identifier: Apache-2.0
-- 不足書類（償還）: what a held reimbursement waits for from its applicant, in the words of the letter, and
-- until when; NULL where the hold asks for nothing.
ALTER TABLE reimbursement_event ADD COLUMN missing_papers TEXT;
ALTER TABLE reimbursement_event ADD COLUMN due_on TEXT CHECK (length(due_on) = 10);
