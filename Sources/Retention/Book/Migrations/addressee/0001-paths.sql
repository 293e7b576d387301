-- SPDX-License-Identifier: Apache-2.0
-- System 2: the columns over which the rows of a person are found.
CREATE INDEX change_outbox_addressee ON change_outbox (addressee);
CREATE INDEX peer_notice_addressee ON peer_notice (addressee);
CREATE INDEX match_task_addressee ON match_task (addressee);
CREATE INDEX match_task_candidate ON match_task (candidate_addressee);
CREATE INDEX match_candidate_addressee ON match_candidate (addressee);
CREATE INDEX match_decision_addressee ON match_decision (addressee);
