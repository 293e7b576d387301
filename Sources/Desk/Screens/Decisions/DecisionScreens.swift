// SPDX-License-Identifier: Apache-2.0

/// 1210, 1220, 1130, 1150: from the findings of an application to the decision of a second officer.
enum DecisionScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.examine, to: ExamineScreen.show)
        book.bind(.propose, to: ExamineScreen.propose, again: ExamineScreen.page)
        book.bind(.decisions, to: DecisionList.show)
        book.bind(.approveAll, to: DecisionList.approve, again: DecisionList.page)
        book.bind(.decision, to: DecisionScreen.show)
        book.bind(.approve, to: DecisionScreen.approve) { visit, problems in
            try await DecisionScreen.page(visit, isBackOpen: false, problems: problems)
        }
        book.bind(.sendBack, to: DecisionScreen.sendBack) { visit, problems in
            try await DecisionScreen.page(visit, isBackOpen: true, problems: problems)
        }
        book.bind(.lapseForm, to: LapseScreen.show)
        book.bind(.checkLapse, to: LapseScreen.check, again: LapseScreen.checkPage)
        book.bind(.lapse, to: LapseScreen.propose, again: LapseScreen.formPage)
        book.bind(.rejudgements, to: RejudgementScreen.show)
        book.bind(.rejudge, to: RejudgementScreen.run)
        book.bind(.confirmRejudgement, to: RejudgementScreen.confirm, again: RejudgementScreen.page)
    }
}
