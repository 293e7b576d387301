-- SPDX-License-Identifier: Apache-2.0
-- The service for peers: what assertions were used, and what people were called before.

-- Assertions of peers that were used and are not over yet (jti), so that none is accepted twice. A
-- row goes when its assertion has expired: from then on the time alone refuses it. That the peer
-- was let in stands in the log. peer_assertion is no longer written.
CREATE TABLE used_assertion (
    peer TEXT NOT NULL,
    assertion TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (peer, assertion)
) STRICT;
CREATE INDEX used_assertion_end ON used_assertion(expires_at);

-- Every name under which the register knew somebody who had more than one, as search keys: a read
-- model, rebuilt from resident_fact at any time (0310005: the search covers the history).
CREATE TABLE stated_name (
    addressee INTEGER NOT NULL,
    name_key TEXT NOT NULL,
    kana_key TEXT NOT NULL,
    PRIMARY KEY (addressee, name_key, kana_key)
) STRICT;
CREATE INDEX stated_name_name ON stated_name(name_key);
CREATE INDEX stated_name_kana ON stated_name(kana_key);
