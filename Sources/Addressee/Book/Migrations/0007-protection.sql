-- SPDX-License-Identifier: Apache-2.0
-- A row of the resident feed that was refused, for whatever fault, and spoke of a protection
-- measure (支援措置): it hides the person until a change of this number or a later one is settled.
CREATE TABLE protection_notice (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    recorded_at INTEGER NOT NULL,
    addressee INTEGER NOT NULL,
    change_number INTEGER NOT NULL,
    protection_until TEXT
) STRICT;
-- append-only: protection_notice
CREATE INDEX protection_notice_addressee ON protection_notice(addressee);
