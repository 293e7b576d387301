// SPDX-License-Identifier: Apache-2.0

/// 1520: ready-made lists as sealed copies of two officers; the ceilings of use; and the print log
/// of 1421.
enum CopyScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.copies, to: CopyListScreen.show)
        book.bind(.newCopy, to: NewCopyScreen.show)
        book.bind(.requestCopy, to: NewCopyScreen.request, again: NewCopyScreen.page)
        book.bind(.copy, to: CopyScreen.show)
        book.bind(.approveCopy, to: CopySteps.approve, again: CopyScreen.page)
        book.bind(.refuseCopy, to: CopySteps.refuse, again: CopyScreen.page)
        book.bind(.withdrawCopy, to: CopySteps.withdraw, again: CopyScreen.page)
        book.bind(.writeCopy, to: CopySteps.write, again: CopyScreen.page)
        book.bind(.handOutCopy, to: CopySteps.handOut, again: CopyScreen.page)
        book.bind(.recordMedium, to: CopySteps.recordMedium, again: CopyScreen.page)
        book.bind(.ceilings, to: CeilingScreen.show)
        book.bind(.raiseCeiling, to: CeilingScreen.raise, again: CeilingScreen.page)
        book.bind(.printLog, to: PrintLogScreen.show)
    }
}
