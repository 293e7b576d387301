-- SPDX-License-Identifier: Apache-2.0
-- 宛名番号 of persons whose records were erased at the end of retention: the number alone, so that it
-- is never given to somebody else.
CREATE TABLE retired_addressee (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    addressee INTEGER NOT NULL UNIQUE
) STRICT;
-- append-only: retired_addressee

-- Rows are deleted by what they point at: the check of a foreign key must not read a whole table.
CREATE INDEX resident_now_fact ON resident_now(fact_id);
