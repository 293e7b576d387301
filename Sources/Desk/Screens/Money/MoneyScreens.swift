// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Payments
import Vocabulary

/// 1351 窓口払, 1361 返還台帳, 1362 遡及の精算, 1380 会計・予算.
enum MoneyScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.counter, to: CounterScreen.show)
        book.bind(.proposeCounter, to: CounterScreen.propose, again: CounterScreen.page)
        book.bind(.counterRun, to: CounterRunScreen.show)
        book.bind(.drawCash, to: CounterRunScreen.draw, again: CounterRunScreen.again)
        book.bind(.identifyReceiver, to: CounterRunScreen.identify, again: CounterRunScreen.again)
        book.bind(.handOverCash, to: CounterRunScreen.handOver, again: CounterRunScreen.again)
        book.bind(.closeCounter, to: CounterRunScreen.close, again: CounterRunScreen.again)
        book.bind(.recoveries, to: RecoveryListScreen.show)
        book.bind(.claimRecovery, to: RecoveryListScreen.claim, again: RecoveryListScreen.page)
        book.bind(.recovery, to: RecoveryScreen.show)
        book.bind(.recordReceipt, to: RecoverySteps.receive, again: RecoveryScreen.page)
        book.bind(.proposeRecoveryAct, to: RecoverySteps.propose, again: RecoveryScreen.page)
        book.bind(.demandPayment, to: RecoverySteps.demand, again: RecoveryScreen.page)
        book.bind(.decideRecoveryAct, to: RecoverySteps.decide, again: RecoveryScreen.page)
        book.bind(.recoverySheet, to: RecoverySheet.print, again: RecoveryScreen.page)
        book.bind(.writeRefundFile, to: RefundSteps.write, again: ReturnsScreen.page)
        book.bind(.identifyRefund, to: RefundSteps.identify, again: RecoveryScreen.page)
        book.bind(.handOverRefund, to: RefundSteps.handOver, again: RecoveryScreen.page)
        book.bind(.recordRefundResult, to: RefundSteps.result, again: RecoveryScreen.page)
        book.bind(.retroactives, to: RetroactiveListScreen.show)
        book.bind(.retroactiveChild, to: RetroactiveChildScreen.show)
        book.bind(
            .proposeRetroactive, to: RetroactiveChildScreen.propose,
            again: RetroactiveChildScreen.page)
        book.bind(.retroactive, to: RetroactiveScreen.show)
        book.bind(
            .decideRetroactive, to: RetroactiveScreen.decide, again: RetroactiveScreen.page)
        book.bind(.accounting, to: AccountingScreen.show)
        book.bind(.registerBudget, to: AccountingSteps.register, again: AccountingScreen.page)
        book.bind(
            .proposeExpenditure, to: AccountingSteps.propose, again: AccountingScreen.page)
        book.bind(
            .writeAccountingFile, to: AccountingSteps.write, again: AccountingScreen.page)
        book.bind(.expenditure, to: ExpenditureScreen.show)
        book.bind(
            .decideExpenditure, to: ExpenditureScreen.decide, again: ExpenditureScreen.page)
        book.bind(
            .handOverExpenditure, to: ExpenditureScreen.handOver,
            again: ExpenditureScreen.page)
        book.bind(
            .answerExpenditure, to: ExpenditureScreen.answer, again: ExpenditureScreen.page)
        book.bind(
            .expenditurePaper, to: ExpenditurePaper.print, again: ExpenditureScreen.page)
    }
}

extension Installation {
    /// What the books say about claims of the city.
    var recoveryLaw: RecoveryLaw { RecoveryLaw(book: book) }
    /// Fiscal years by the books.
    var fiscalLaw: FiscalLaw { FiscalLaw(book: book) }
}
