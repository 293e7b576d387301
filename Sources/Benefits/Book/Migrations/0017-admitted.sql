-- SPDX-License-Identifier: Apache-2.0
-- 入院年月日 of a claim in hospital, as the claim says it, and of a receipt, as it was keyed again; NULL
-- where nobody has said it. For co-payments that depend on how long a stay has lasted.
ALTER TABLE claim ADD COLUMN admitted TEXT CHECK (length(admitted) = 10);
ALTER TABLE claim_error ADD COLUMN admitted TEXT CHECK (length(admitted) = 10);
ALTER TABLE reimbursement ADD COLUMN admitted TEXT CHECK (length(admitted) = 10);
