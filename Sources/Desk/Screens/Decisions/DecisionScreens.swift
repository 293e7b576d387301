// SPDX-License-Identifier: Apache-2.0

/// 1210, 1220, 1130, 1150: from the findings of an application to the decision of a second officer.
enum DecisionScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.examine, to: ExamineScreen.show)
        book.bind(.propose, to: ExamineScreen.propose)
        book.bind(.decisions, to: DecisionList.show)
        book.bind(.approveAll, to: DecisionList.approve)
        book.bind(.decision, to: DecisionScreen.show)
        book.bind(.approve, to: DecisionScreen.approve)
        book.bind(.sendBack, to: DecisionScreen.sendBack)
        book.bind(.lapseForm, to: LapseScreen.show)
        book.bind(.checkLapse, to: LapseScreen.check)
        book.bind(.lapse, to: LapseScreen.propose)
        book.bind(.rejudgements, to: RejudgementScreen.show)
        book.bind(.rejudge, to: RejudgementScreen.run)
        book.bind(.confirmRejudgement, to: RejudgementScreen.confirm)
    }
}
