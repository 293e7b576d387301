-- SPDX-License-Identifier: Apache-2.0
-- System 1: the columns over which the rows of a person are found.
CREATE INDEX notice_issue_child ON notice_issue (child);
CREATE INDEX rejudgement_task_subject ON rejudgement_task (subject);
CREATE INDEX hub_told_child ON hub_told (child);
