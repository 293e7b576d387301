-- SPDX-License-Identifier: Apache-2.0
-- 受診日 (JD): the days of the month on which something was done, one bit a day, bit 1 for the
-- first; NULL where the claim does not say them.
ALTER TABLE claim ADD COLUMN visit_days INTEGER CHECK (visit_days > 0);
ALTER TABLE claim_error ADD COLUMN visit_days INTEGER CHECK (visit_days > 0);
ALTER TABLE claim_error_fund ADD COLUMN visit_days INTEGER CHECK (visit_days > 0);
