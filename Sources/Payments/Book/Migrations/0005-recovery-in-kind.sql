-- SPDX-License-Identifier: Apache-2.0
-- 現物給付の返還: the claim in kind (レセプト) that a family gives back, where it is one.
ALTER TABLE recovery ADD COLUMN claim_id INTEGER;
CREATE INDEX recovery_claim ON recovery (claim_id);
