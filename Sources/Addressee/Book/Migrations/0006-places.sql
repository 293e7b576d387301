-- SPDX-License-Identifier: Apache-2.0
-- What tells where somebody under a protection measure (支援措置) lives rests sealed for its row:
-- the words of postal_code, address, building, moved_from and moved_to, which are empty then.
ALTER TABLE resident_fact ADD COLUMN place BLOB;

-- The same of address and building of a case, when somebody in it is under a measure.
ALTER TABLE match_case ADD COLUMN place BLOB;
