-- SPDX-License-Identifier: Apache-2.0
-- 初診 of a claim: how many of its visits are first consultations, from its records of treatment or
-- from whoever keyed or corrected it; NULL where nobody says it.
ALTER TABLE claim ADD COLUMN first_visits INTEGER CHECK (first_visits >= 0);
ALTER TABLE claim_error ADD COLUMN first_visits INTEGER CHECK (first_visits >= 0);
