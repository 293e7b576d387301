-- SPDX-License-Identifier: Apache-2.0
-- 初診 of a reimbursement: how many of its days are first consultations, as the clerk read them from
-- its receipts; NULL where nobody says it.
ALTER TABLE reimbursement ADD COLUMN first_visits INTEGER CHECK (first_visits >= 0);
