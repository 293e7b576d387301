// SPDX-License-Identifier: Apache-2.0
import Office
import Payments

/// 1340, 1350, 1360: what is to be paid, the runs, and what came back.
enum PaymentScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.schedule, to: ScheduleScreen.show)
        book.bind(.scheduleMonth, to: ScheduleScreen.create, again: ScheduleScreen.again)
        book.bind(.scheduleDay, to: ScheduleDayScreen.show)
        book.bind(.holdPayments, to: ScheduleDayScreen.hold, again: ScheduleDayScreen.page)
        book.bind(.releasePayments, to: ScheduleDayScreen.release, again: ScheduleDayScreen.page)
        book.bind(.childPayments, to: ChildPaymentsScreen.show)
        book.bind(
            .proposePayee, to: PayeeSteps.propose, again: ChildPaymentsScreen.page)
        book.bind(.decidePayee, to: PayeeSteps.decide, again: ChildPaymentsScreen.page)
        book.bind(.runs, to: RunListScreen.show)
        book.bind(.newRun, to: RunPreviewScreen.show)
        book.bind(.proposeRun, to: RunPreviewScreen.propose, again: RunPreviewScreen.page)
        book.bind(.run, to: RunScreen.show)
        book.bind(.approveRun, to: RunSteps.approve, again: RunScreen.again)
        book.bind(.sendBackRun, to: RunSteps.sendBack, again: RunScreen.again)
        book.bind(.holdRun, to: RunSteps.hold, again: RunScreen.again)
        book.bind(.resumeRun, to: RunSteps.resume, again: RunScreen.again)
        book.bind(.writeTransferFile, to: RunSteps.write, again: RunScreen.again)
        book.bind(.takeResults, to: RunSteps.takeResults)
        book.bind(.nothingReturned, to: RunSteps.nothingReturned, again: RunScreen.again)
        book.bind(.runSheet, to: RunSheet.print, again: RunScreen.again)
        book.bind(.returns, to: ReturnsScreen.show)
        book.bind(.repay, to: ReturnsScreen.repay, again: ReturnsScreen.page)
        book.bind(.receiveRecovery, to: ReturnsScreen.receive, again: ReturnsScreen.page)
        book.bind(.withdrawRecovery, to: ReturnsScreen.withdraw, again: ReturnsScreen.page)
    }
}

extension Installation {
    /// The payment days of the book, on the bank's calendar.
    var paymentDays: PaymentDays { PaymentDays(book: book, bank: days.bank) }
}
