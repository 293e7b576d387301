-- SPDX-License-Identifier: Apache-2.0
-- 親から子: the children of a person, wherever they live, without reading the register.
CREATE INDEX resident_fact_mother ON resident_fact(mother) WHERE mother IS NOT NULL;
CREATE INDEX resident_fact_father ON resident_fact(father) WHERE father IS NOT NULL;
