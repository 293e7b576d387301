-- SPDX-License-Identifier: Apache-2.0
-- ログイン（命令）: a command line that waits for its officer to allow it in the browser, with both
-- factors. A register: a code is used once and forgotten; only hashes are kept.
CREATE TABLE command_login (
    code_hash BLOB PRIMARY KEY,
    session_hash BLOB NOT NULL UNIQUE,
    officer TEXT NOT NULL REFERENCES officer (officer),
    expires_at INTEGER NOT NULL
) STRICT;
