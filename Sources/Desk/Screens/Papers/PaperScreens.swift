// SPDX-License-Identifier: Apache-2.0
import Press
import Vocabulary

/// Papers that were printed in one go, kept until they are taken from the browser.
struct PrintedPaper: Sendable {
    let title: String
    let pdf: [UInt8]
    let expected: Int
    let produced: Int
    let leftOut: [String]
    /// Where the officer goes on.
    let back: String
    /// What was printed, for printing pages of it again.
    var sheets: [Sheet] = []
    var pages = 0
}

/// 1410: certificates and letters: previewed, issued, printed.
enum PaperScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.papers, to: WaitingPapers.show)
        book.bind(.leaflet, to: LeafletPaper.print)
        book.bind(.issueWaiting, to: WaitingPapers.issue)
        book.bind(.paperDesk, to: PaperDesk.show)
        book.bind(.preview, to: PaperDesk.preview)
        book.bind(.issueOne, to: PaperDesk.issue)
        book.bind(.reissue, to: PaperDesk.reissue, again: PaperDesk.page)
        book.bind(.issueNotice, to: PaperDesk.issueNotice)
        book.bind(.printed, to: PrintedScreen.show)
        book.bind(.paper, to: PrintedScreen.paper)
    }
}

extension DeskRoom {
    /// How papers of this desk are printed.
    func order(_ title: String, pages: PageChoice? = nil) -> PrintOrder {
        printer.order(title, pages: pages)
    }
}
