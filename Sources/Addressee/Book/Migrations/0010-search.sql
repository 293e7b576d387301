-- SPDX-License-Identifier: Apache-2.0
-- 検索: names in the order in which they are shown, so that a search by one letter reads the first
-- hundred rows and not a tenth of the register.
CREATE INDEX resident_now_kana_order ON resident_now(kana_key, born, addressee);
CREATE INDEX resident_now_given_kana_order ON resident_now(given_kana_key, born, addressee);
CREATE INDEX resident_now_name_order ON resident_now(name_key, born, addressee);
CREATE INDEX resident_now_given_name_order ON resident_now(given_name_key, born, addressee);
DROP INDEX resident_now_kana;
DROP INDEX resident_now_given_kana;
DROP INDEX resident_now_name;
DROP INDEX resident_now_given_name;
