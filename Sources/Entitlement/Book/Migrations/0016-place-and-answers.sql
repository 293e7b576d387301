-- SPDX-License-Identifier: Apache-2.0
-- 受付の場所: where an application was received (本庁, a branch office), in the words of the city's book;
-- nothing where it was received before the city kept a list, or came by no counter.
ALTER TABLE application ADD COLUMN place TEXT;

-- 相手方あての文書の回答: that a letter to a party outside was answered, or needs no answer any more, and how.
CREATE TABLE outside_letter_answer (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    letter_id INTEGER NOT NULL UNIQUE REFERENCES outside_letter(id),
    answered_on TEXT NOT NULL CHECK (length(answered_on) = 10),
    answer TEXT NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: outside_letter_answer
