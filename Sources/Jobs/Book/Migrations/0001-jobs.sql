-- SPDX-License-Identifier: Apache-2.0
-- 業務暦: the runs of jobs and what they met. No number of a person stands in any of them: an item is
-- named by the row that it is about.

-- ジョブの実行: one run of one job for one occasion.
CREATE TABLE job_run (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    run_key TEXT NOT NULL UNIQUE,
    job TEXT NOT NULL,
    occasion TEXT NOT NULL,
    parameters TEXT NOT NULL,
    is_trial INTEGER NOT NULL CHECK (is_trial IN (0, 1)),
    trial_id INTEGER REFERENCES job_run (id),
    retries_id INTEGER REFERENCES job_run (id),
    previous_id INTEGER REFERENCES job_run (id),
    unit TEXT NOT NULL,
    total INTEGER NOT NULL,
    officer TEXT NOT NULL
) STRICT;
-- append-only: job_run
CREATE INDEX job_run_job ON job_run (job, id);

-- What happened to a run, in its order.
CREATE TABLE job_event (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    run_id INTEGER NOT NULL REFERENCES job_run (id),
    event TEXT NOT NULL CHECK (event IN
        ('started', 'resumed', 'stop-asked', 'stopped', 'asked', 'consented', 'interrupted',
         'finished', 'failed')),
    officer TEXT NOT NULL,
    reason TEXT
) STRICT;
-- append-only: job_event
CREATE INDEX job_event_run ON job_event (run_id, id);

-- One step: written in the transaction of the work itself, so that what is done and how far the run
-- is are one thing.
CREATE TABLE job_step (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    run_id INTEGER NOT NULL REFERENCES job_run (id),
    phase INTEGER NOT NULL,
    after_key INTEGER NOT NULL,
    done INTEGER NOT NULL,
    persons INTEGER NOT NULL,
    items INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    known INTEGER NOT NULL,
    failed INTEGER NOT NULL
) STRICT;
-- append-only: job_step
CREATE INDEX job_step_run ON job_step (run_id, id);

-- An item that could not be done: what, why and where it is mended.
CREATE TABLE job_failure (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    recorded_at INTEGER NOT NULL,
    run_id INTEGER NOT NULL REFERENCES job_run (id),
    phase INTEGER NOT NULL,
    item_key INTEGER NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    place TEXT NOT NULL
) STRICT;
-- append-only: job_failure
CREATE INDEX job_failure_run ON job_failure (run_id, id);

-- Where a run stands now: can be made again from its steps and events.
CREATE TABLE job_state (
    run_id INTEGER PRIMARY KEY REFERENCES job_run (id),
    status TEXT NOT NULL CHECK (status IN
        ('ready', 'running', 'stopped', 'asking', 'interrupted', 'finished', 'failed')),
    phase_title TEXT NOT NULL,
    phase INTEGER NOT NULL,
    after_key INTEGER NOT NULL,
    total INTEGER NOT NULL,
    done INTEGER NOT NULL,
    persons INTEGER NOT NULL,
    items INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    known INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    is_stop_asked INTEGER NOT NULL CHECK (is_stop_asked IN (0, 1)),
    is_consented INTEGER NOT NULL CHECK (is_consented IN (0, 1)),
    message TEXT,
    owner TEXT,
    lease_until INTEGER NOT NULL,
    active INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX job_state_status ON job_state (status, run_id);
