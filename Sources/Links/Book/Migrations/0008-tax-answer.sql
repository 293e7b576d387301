-- SPDX-License-Identifier: Apache-2.0
-- Which answer of an inquiry said a row of `tax_fact`; a row without one was said by the tax file. The
-- number stands as text: the inquiry is kept for other years than the case.
CREATE TABLE tax_answer (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    tax_id INTEGER NOT NULL UNIQUE REFERENCES tax_fact(id),
    inquiry_number TEXT NOT NULL
) STRICT;
-- append-only: tax_answer
