// SPDX-License-Identifier: Apache-2.0

/// 1210, 1220, 1221, 1130, 1150: from the findings of an application to the decision of a second officer.
enum DecisionScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.examine, to: ExamineScreen.show)
        book.bind(.propose, to: ExamineScreen.propose, again: ExamineScreen.page)
        book.bind(.decisions, to: DecisionList.show)
        book.bind(.approveAll, to: DecisionList.approve, again: DecisionList.page)
        book.bind(.decision, to: DecisionScreen.show)
        book.bind(.approve, to: DecisionScreen.approve) { visit, problems in
            try await DecisionScreen.page(visit, open: .none, problems: problems)
        }
        book.bind(.sendBack, to: DecisionScreen.sendBack) { visit, problems in
            try await DecisionScreen.page(visit, open: .back, problems: problems)
        }
        book.bind(.holdDecision, to: DecisionHold.hold) { visit, problems in
            try await DecisionScreen.page(visit, open: .hold, problems: problems)
        }
        book.bind(.resumeDecision, to: DecisionHold.resume) { visit, problems in
            try await DecisionScreen.page(visit, open: .hold, problems: problems)
        }
        book.bind(.decisionSheet, to: DecisionSheet.print)
        book.bind(.decisionBatch, to: DecisionBatchScreen.show)
        book.bind(.decideBatch, to: DecisionBatchScreen.decide, again: DecisionBatchScreen.page)
        book.bind(.headRules, to: HeadRuleScreen.show)
        book.bind(.signHeadRule, to: HeadRuleScreen.sign, again: HeadRuleScreen.page)
        book.bind(.endHeadRule, to: HeadRuleScreen.end, again: HeadRuleScreen.page)
        book.bind(.delegations, to: DelegationScreen.show)
        book.bind(.delegate, to: DelegationScreen.propose, again: DelegationScreen.page)
        book.bind(.confirmDelegation, to: DelegationScreen.confirm, again: DelegationScreen.page)
        book.bind(.refuseDelegation, to: DelegationScreen.refuse, again: DelegationScreen.page)
        book.bind(.endDelegation, to: DelegationScreen.end, again: DelegationScreen.page)
        book.bind(.lapseForm, to: LapseScreen.show)
        book.bind(.checkLapse, to: LapseScreen.check, again: LapseScreen.checkPage)
        book.bind(.lapse, to: LapseScreen.propose, again: LapseScreen.formPage)
        book.bind(.rejudgements, to: RejudgementScreen.show)
        book.bind(.rejudge, to: RejudgementScreen.run, again: RejudgementScreen.page)
        book.bind(.confirmRejudgement, to: RejudgementScreen.confirm, again: RejudgementScreen.page)
    }
}
