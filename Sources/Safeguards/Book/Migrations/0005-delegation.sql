-- SPDX-License-Identifier: Apache-2.0
-- 不在時代理: a head names who decides for them during an absence; nothing holds before a second
-- officer has confirmed it. `until_date` is the first day without it.
CREATE TABLE delegation (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    delegator TEXT NOT NULL REFERENCES officer (officer),
    deputy TEXT NOT NULL REFERENCES officer (officer),
    from_date TEXT NOT NULL,
    until_date TEXT NOT NULL,
    CHECK (from_date < until_date),
    CHECK (delegator <> deputy)
) STRICT;
-- append-only: delegation
CREATE INDEX delegation_by_deputy ON delegation (deputy);

-- What became of it; the confirmation names the grant of the role that it made.
CREATE TABLE delegation_step (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    delegation_id INTEGER NOT NULL REFERENCES delegation (id),
    step TEXT NOT NULL CHECK (step IN ('承認', '却下', '終了')),
    officer TEXT NOT NULL,
    grant_id INTEGER REFERENCES officer_grant (id),
    CHECK ((step = '承認') = (grant_id IS NOT NULL)),
    UNIQUE (delegation_id, step)
) STRICT;
-- append-only: delegation_step
