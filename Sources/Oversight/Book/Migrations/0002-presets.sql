-- SPDX-License-Identifier: Apache-2.0
-- 定型の検索の基準: what the ready-made questions of 4010 ask for. The alarms keep their own hours.
INSERT INTO oversight_term (name, value, unit, source, is_verified) VALUES
    ('preset-opens-at', 540, '分', '定型の検索の執務時間の始め（9:00）。個人情報保護委員会のログの分析の例による。市の執務時間規程で定める', 0),
    ('preset-closes-at', 1050, '分', '定型の検索の執務時間の終わり（17:30）。同じ例による。市の執務時間規程で定める', 0),
    ('shared-minutes', 10, '分', '二つの端末で交互に使われた、とみなす間隔。市が定める', 0),
    ('usual-within', 90, '日', 'ふだんの事務を数える期間。市が定める', 0),
    ('usual-days', 2, '日', '上の期間にこの日数より少なければ、ふだんの事務でない、とみなす。市が定める', 0),
    ('known-days', 10, '日', '上の期間にこの日数より少なくしか働いていない職員は、ふだんが分からないので見ない。市が定める', 0);
