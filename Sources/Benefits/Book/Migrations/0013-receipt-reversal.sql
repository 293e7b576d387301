-- SPDX-License-Identifier: Apache-2.0
-- 入金の取消し: money of an insurer (代理受領) or of another party (求償) that was recorded wrongly. The
-- event stays as it was written and counts no more; the right one is recorded anew.
CREATE TABLE receipt_reversal (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    child INTEGER NOT NULL,
    proxy_id INTEGER REFERENCES proxy_receipt(id),
    liability_id INTEGER REFERENCES liability(id),
    proxy_event_id INTEGER UNIQUE REFERENCES proxy_event(id),
    liability_event_id INTEGER UNIQUE REFERENCES liability_event(id),
    reason TEXT NOT NULL,
    officer TEXT NOT NULL,
    CHECK ((proxy_event_id IS NULL) <> (liability_event_id IS NULL)),
    CHECK ((proxy_id IS NULL) = (proxy_event_id IS NULL)),
    CHECK ((liability_id IS NULL) = (liability_event_id IS NULL))
) STRICT;
-- append-only: receipt_reversal
CREATE INDEX receipt_reversal_proxy ON receipt_reversal (proxy_id, id) WHERE proxy_id IS NOT NULL;
CREATE INDEX receipt_reversal_liability ON receipt_reversal (liability_id, id)
    WHERE liability_id IS NOT NULL;
