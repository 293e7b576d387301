-- SPDX-License-Identifier: Apache-2.0
-- Letters that are newer than the decisions: a decision that was approved or cancelled before this file
-- called for no letter of its own (支給決定通知書 without a transfer, 支給決定取消通知書), and calls for none now.
ALTER TABLE reimbursement_approval ADD COLUMN calls_letter INTEGER CHECK (calls_letter = 1);
ALTER TABLE reimbursement_cancellation_outcome
    ADD COLUMN calls_letter INTEGER CHECK (calls_letter = 1);
