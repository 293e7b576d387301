-- SPDX-License-Identifier: Apache-2.0
-- 連携: how far the outbox of a peer was read. A register, no fact: it only ever moves forward, in
-- the transaction that queues what was read.

CREATE TABLE link_cursor (
    link TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    moved_at INTEGER NOT NULL
) STRICT;
