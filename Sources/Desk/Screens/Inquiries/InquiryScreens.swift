// SPDX-License-Identifier: Apache-2.0

/// 2030: what the office asks other offices, over the 中間サーバー or by letter.
enum InquiryScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.inquiries, to: InquiryListScreen.show)
        book.bind(.inquiry, to: InquiryScreen.show)
        book.bind(.newInquiry, to: AskScreen.show)
        book.bind(.requestInquiry, to: AskSteps.request, again: AskScreen.page)
        book.bind(.writeInquiryLetter, to: AskSteps.letter, again: AskScreen.page)
        book.bind(.recordConsent, to: AskSteps.consent, again: AskScreen.page)
        book.bind(.withdrawInquiry, to: InquirySteps.withdraw, again: InquiryScreen.page)
        book.bind(.confirmInquiry, to: InquirySteps.confirm, again: InquiryScreen.page)
        book.bind(.enterInquiryAnswer, to: InquirySteps.answer, again: InquiryScreen.page)
        book.bind(.remindInquiryLetter, to: InquirySteps.remind, again: InquiryScreen.page)
        book.bind(.inquiryRecords, to: RecordScreen.show)
        book.bind(.askInquiryRecords, to: RecordScreen.ask, again: RecordScreen.page)
    }
}
