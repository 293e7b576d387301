// SPDX-License-Identifier: Apache-2.0

/// 1320 and 1330: claim files from the examining bodies, the error list, single claims.
enum ClaimScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.claimImports, to: ImportListScreen.show)
        book.bind(.uploadClaims, to: ImportCheckScreen.upload, again: ImportListScreen.page)
        book.bind(.checkImport, to: ImportCheckScreen.show)
        book.bind(.startImport, to: ImportJobScreen.start)
        book.bind(.importJob, to: ImportJobScreen.show)
        book.bind(.importProgress, to: ImportJobScreen.progress)
        book.bind(.stopImport, to: ImportJobScreen.stop)
        book.bind(.claimImport, to: ImportResultScreen.show)
        book.bind(.recheckImport, to: ImportResultScreen.recheck)
        book.bind(.importErrors, to: ImportErrorFile.write)
        book.bind(.claims, to: ClaimListScreen.show)
        book.bind(.findClaims, to: ClaimListScreen.find, again: ClaimListScreen.formPage)
        book.bind(.claim, to: ClaimScreen.show)
        book.bind(.claimError, to: ClaimErrorScreen.show)
        book.bind(.correctError, to: ClaimErrorScreen.correct, again: ClaimErrorScreen.formPage)
        book.bind(.returnError, to: ClaimErrorScreen.giveBack, again: ClaimErrorScreen.formPage)
        book.bind(.object, to: ObjectionForm.file, again: ObjectionForm.page)
        book.bind(.keyClaim, to: KeyClaimScreen.show)
        book.bind(.enterClaim, to: KeyClaimScreen.enter, again: KeyClaimScreen.formPage)
        book.bind(.agencyInvoices, to: InvoiceListScreen.show)
        book.bind(.takeAgencyInvoice, to: InvoiceListScreen.take, again: InvoiceListScreen.page)
        book.bind(.agencyInvoice, to: InvoiceScreen.show)
        book.bind(.settleAgencyInvoice, to: InvoiceScreen.settle, again: InvoiceScreen.formPage)
        book.bind(
            .objectionPaper, to: ObjectionPaper.print, again: ObjectionListScreen.formPage)
        book.bind(.answerObjection, to: ObjectionForm.answer, again: ObjectionForm.page)
        book.bind(
            .answerObjections, to: ObjectionAnswers.record,
            again: ObjectionListScreen.answersPage)
    }
}
