-- SPDX-License-Identifier: Apache-2.0
-- 年間上限の委任: a mandate for a year stands in proxy_receipt and proxy_part with the first month of the
-- year as 2026Y08 in place of the month of treatment, and its units are the children's months. The paper
-- that shows the lowest pay of the band, where the cap of the lowest pay was taken.
ALTER TABLE proxy_receipt ADD COLUMN low_pay_paper TEXT;
