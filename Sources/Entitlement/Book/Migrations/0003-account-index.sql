-- SPDX-License-Identifier: Apache-2.0
-- Equal accounts are found by a keyed digest; the sealed cells are not opened for it. Accounts that
-- were registered before have none and are compared as before.
ALTER TABLE account_register ADD COLUMN account_index BLOB;
CREATE INDEX account_register_index ON account_register(account_index);
