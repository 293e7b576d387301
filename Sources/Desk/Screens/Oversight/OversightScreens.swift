// SPDX-License-Identifier: Apache-2.0

/// 4020 and what belongs to it: reasons of accesses, alarms, reviews, the report to a person.
enum OversightScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.accessReason, to: AccessReasonScreen.show)
        book.bind(.giveReason, to: AccessReasonScreen.give)
        book.bind(.oversight, to: OversightScreen.show)
        book.bind(.confirmAccess, to: OversightSteps.confirm)
        book.bind(.settleAlarm, to: OversightSteps.settle)
        book.bind(.writeLogReview, to: OversightSteps.review)
        book.bind(.addRelation, to: OversightSteps.relate)
        book.bind(.endRelation, to: OversightSteps.unrelate)
        book.bind(.runLogRules, to: OversightSteps.run)
        book.bind(.personReport, to: PersonReportScreen.show)
        book.bind(.makePersonReport, to: PersonReportScreen.make)
        book.bind(.exportLog, to: LogExport.produce)
        book.bind(.ledgerState, to: LedgerStateScreen.show)
        book.bind(.ledgerPaper, to: LedgerPaper.show)
    }
}
