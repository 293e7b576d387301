-- SPDX-License-Identifier: Apache-2.0
-- 再請求: a claim that went back to the institution (返戻) or was taken back (過誤・再審査), and the
-- claim that came in its place. One claim is billed anew once; what is billed anew may go back again.
CREATE TABLE claim_rebilling (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    returned_error_id INTEGER UNIQUE REFERENCES claim_error(id),
    returned_claim_id INTEGER UNIQUE REFERENCES claim(id),
    error_id INTEGER REFERENCES claim_error(id),
    claim_id INTEGER REFERENCES claim(id),
    matched_by TEXT NOT NULL CHECK (matched_by IN ('child','born')),
    CHECK ((returned_error_id IS NULL) <> (returned_claim_id IS NULL)),
    CHECK ((error_id IS NULL) <> (claim_id IS NULL))
) STRICT;
-- append-only: claim_rebilling
CREATE INDEX claim_rebilling_error ON claim_rebilling (error_id);
CREATE INDEX claim_rebilling_claim ON claim_rebilling (claim_id);
CREATE INDEX claim_error_outcome_outcome ON claim_error_outcome (outcome, error_id);
CREATE INDEX claim_objection_result ON claim_objection (result, claim_id);

-- 取込待ちのファイル: claim files that were looked at and handed to a job. The bytes lie in a folder
-- of the office under the digest until they are taken in; no item of a person stands here.
CREATE TABLE claim_upload (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    sender TEXT,
    billing_month TEXT NOT NULL CHECK (length(billing_month) = 7),
    claims INTEGER NOT NULL CHECK (claims >= 0),
    officer TEXT NOT NULL
) STRICT;
-- append-only: claim_upload
CREATE INDEX claim_upload_digest ON claim_upload (digest);
