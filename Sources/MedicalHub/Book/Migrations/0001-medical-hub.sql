-- SPDX-License-Identifier: Apache-2.0
-- PMH, in System 2. Off until an assessment that allows it stands in the register and two officers
-- have switched it on. No 個人番号 and no word of the peer stands in any of these tables.

-- 評価書の版 that allow the registration with PMH.
CREATE TABLE hub_assessment (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    version TEXT NOT NULL UNIQUE,
    published_on TEXT NOT NULL CHECK (length(published_on) = 10)
) STRICT;
-- append-only: hub_assessment

-- 開始・停止: the newest row counts. Only a confirmation by a second officer means on.
CREATE TABLE hub_switch (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    event TEXT NOT NULL CHECK (event IN ('proposed','confirmed','stopped')),
    assessment_id INTEGER REFERENCES hub_assessment(id),
    officer TEXT NOT NULL,
    reason TEXT NOT NULL,
    CHECK (event = 'stopped' OR assessment_id IS NOT NULL)
) STRICT;
-- append-only: hub_switch

-- One request as it left: written before the first byte goes out.
CREATE TABLE hub_request (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    form TEXT NOT NULL CHECK (form IN ('registration','difference')),
    assessment_id INTEGER NOT NULL REFERENCES hub_assessment(id),
    row_count INTEGER NOT NULL
) STRICT;
-- append-only: hub_request

CREATE TABLE hub_request_row (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL REFERENCES hub_request(id),
    addressee INTEGER NOT NULL,
    history_key TEXT NOT NULL,
    is_deleted INTEGER NOT NULL CHECK (is_deleted IN (0, 1)),
    is_not_disclosed INTEGER NOT NULL CHECK (is_not_disclosed IN (0, 1))
) STRICT;
-- append-only: hub_request_row
CREATE INDEX hub_request_row_request ON hub_request_row (request_id, id);
CREATE INDEX hub_request_row_addressee ON hub_request_row (addressee, id);

-- What came back; a request without a row got no answer, or the program died waiting for it.
CREATE TABLE hub_response (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    request_id INTEGER NOT NULL UNIQUE REFERENCES hub_request(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('accepted','refused','failed')),
    http_status INTEGER,
    why TEXT
) STRICT;
-- append-only: hub_response
