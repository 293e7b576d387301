-- SPDX-License-Identifier: Apache-2.0
-- What the sealed leaf commits to and no other table holds: with the row of `operation` and its
-- subjects, the salt lets a reader without the key of the month recompute the commitment.
CREATE TABLE operation_end (
    operation_id INTEGER PRIMARY KEY REFERENCES operation (id),
    salt BLOB NOT NULL,
    result TEXT,
    row_count INTEGER,
    subjects INTEGER NOT NULL
) STRICT;
-- append-only: operation_end

-- A month of the log whose key is destroyed by decision of two officers. Its leaves stay; what
-- they say can be read by nobody, and the rows of the index are taken away.
CREATE TABLE ledger_expiry (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    month TEXT NOT NULL UNIQUE,
    from_time INTEGER NOT NULL,
    until_time INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    key_digest BLOB NOT NULL,
    CHECK (from_time < until_time)
) STRICT;
-- append-only: ledger_expiry

CREATE INDEX operation_by_code ON operation (code, recorded_at);

-- Of an expired month the row of an operation may be blanked, and only so; its subjects and its
-- end may be taken away. Everything else stays refused.
-- sqlite-only: DROP TRIGGER operation_no_update;
-- sqlite-only: CREATE TRIGGER operation_no_update BEFORE UPDATE ON operation WHEN NOT (NEW.id = OLD.id AND NEW.recorded_at = OLD.recorded_at AND NEW.code = OLD.code AND NEW.officer = '' AND NEW.session = '' AND NEW.terminal = '' AND NEW.purpose = '' AND NEW.reason IS NULL AND EXISTS (SELECT 1 FROM ledger_expiry AS x WHERE OLD.recorded_at >= x.from_time AND OLD.recorded_at < x.until_time)) BEGIN SELECT RAISE(ABORT, 'append-only: operation'); END
-- sqlite-only: DROP TRIGGER operation_subject_no_delete;
-- sqlite-only: CREATE TRIGGER operation_subject_no_delete BEFORE DELETE ON operation_subject WHEN NOT EXISTS (SELECT 1 FROM operation AS o JOIN ledger_expiry AS x ON o.recorded_at >= x.from_time AND o.recorded_at < x.until_time WHERE o.id = OLD.operation_id) BEGIN SELECT RAISE(ABORT, 'append-only: operation_subject'); END
-- sqlite-only: DROP TRIGGER operation_end_no_delete;
-- sqlite-only: CREATE TRIGGER operation_end_no_delete BEFORE DELETE ON operation_end WHEN NOT EXISTS (SELECT 1 FROM operation AS o JOIN ledger_expiry AS x ON o.recorded_at >= x.from_time AND o.recorded_at < x.until_time WHERE o.id = OLD.operation_id) BEGIN SELECT RAISE(ABORT, 'append-only: operation_end'); END
-- postgres-only: CREATE FUNCTION ledger_expired(moment BIGINT) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT EXISTS (SELECT 1 FROM ledger_expiry AS x WHERE moment >= x.from_time AND moment < x.until_time) $$
-- postgres-only: CREATE FUNCTION ledger_blank_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id = OLD.id AND NEW.recorded_at = OLD.recorded_at AND NEW.code = OLD.code AND NEW.officer = '' AND NEW.session = '' AND NEW.terminal = '' AND NEW.purpose = '' AND NEW.reason IS NULL AND ledger_expired(OLD.recorded_at) THEN RETURN NEW; END IF; RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'HG001'; END $$
-- postgres-only: CREATE FUNCTION ledger_delete_expired() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM operation AS o WHERE o.id = OLD.operation_id AND ledger_expired(o.recorded_at)) THEN RETURN OLD; END IF; RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'HG001'; END $$
-- postgres-only: DROP TRIGGER operation_no_update ON operation
-- postgres-only: CREATE TRIGGER operation_no_update BEFORE UPDATE ON operation FOR EACH ROW EXECUTE FUNCTION ledger_blank_only()
-- postgres-only: DROP TRIGGER operation_subject_no_delete ON operation_subject
-- postgres-only: CREATE TRIGGER operation_subject_no_delete BEFORE DELETE ON operation_subject FOR EACH ROW EXECUTE FUNCTION ledger_delete_expired()
-- postgres-only: DROP TRIGGER operation_end_no_delete ON operation_end
-- postgres-only: CREATE TRIGGER operation_end_no_delete BEFORE DELETE ON operation_end FOR EACH ROW EXECUTE FUNCTION ledger_delete_expired()
