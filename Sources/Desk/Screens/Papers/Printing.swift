// SPDX-License-Identifier: Apache-2.0
import Copying
import Entitlement
import Office
import Press
import Safeguards
import Scheme
import Vocabulary

/// Issues papers and prints them in one transaction: what cannot be printed is not issued.
enum Printing {
    static func certificates(
        _ ids: [Int64], reason: String?, _ visit: Visit, back: String
    ) async throws -> Answer {
        try await certificates(.decisions(ids), reason: reason, visit, back: back)
    }

    static func certificates(
        _ choice: IssueCertificates.Choice, reason: String? = nil,
        asked: RequestReissue.Input? = nil, _ visit: Visit, back: String
    ) async throws -> Answer {
        let office = visit.installation
        let desk = visit.desk
        let printed = try await visit.perform(reason: reason) { scope -> PrintedPaper in
            if let asked {
                try RequestReissue.perform(
                    asked, directory: office.directory, terms: office.intake, in: scope)
            }
            let (batch, certificates) = try IssueCertificates.perform(
                choice, reissueReason: reason, law: office.law,
                directory: office.directory, freshness: office.freshness, in: scope)
            let mailed = try certificates.compactMap {
                try $0.mailed(issuer: desk.settings.office.sender, desk: desk.settings.office.desk)
            }
            let sheets = mailed.map { Sheet.mailedCertificate($0) }.inOrderOfPostcode()
            let (pdf, pages) = try print(sheets, "受給資格証", desk)
            try PrintLog.record(
                PrintedOutput(
                    "受給資格証", expected: batch.expected, produced: batch.produced, pages: pages,
                    reprintReason: reason), ceilings: office.ceilings, in: scope)
            return PrintedPaper(
                title: "受給資格証の交付", pdf: pdf, expected: batch.expected,
                produced: batch.produced, leftOut: batch.excluded.map(\.reason), back: back,
                sheets: sheets, pages: pages)
        }
        return try shelve(printed, visit)
    }

    static func notices(_ ids: [Int64], _ visit: Visit, back: String) async throws -> Answer {
        let office = visit.installation
        let desk = visit.desk
        let printed = try await visit.perform { scope -> PrintedPaper in
            let batch = try IssueNotices.perform(
                ids, letters: office.book.letters, directory: office.directory,
                freshness: office.freshness, in: scope)
            return try paper(
                batch.notices.map(\.ready), "通知書の発行", expected: batch.expected,
                leftOut: batch.leftOut.values.sorted(), back: back, desk, in: scope)
        }
        return try shelve(printed, visit)
    }

    /// Letters on their way to the printer, with their line of the print log.
    ///
    /// - Parameters:
    ///   - leftOut: what of the batch is not there, with its reason.
    ///   - reason: why it is printed again.
    static func paper(
        _ letters: [ReadyLetter], _ title: String, expected: Int, leftOut: [String],
        reason: String? = nil, byPostcode: Bool = true, back: String, _ desk: DeskRoom,
        in scope: Scope
    ) throws -> PrintedPaper {
        let office = desk.settings.office
        let sheets = letters.map {
            Sheet.letter($0.letter(sender: office.sender, desk: office.desk))
        }
        return try again(
            byPostcode ? sheets.inOrderOfPostcode() : sheets, title, expected: expected,
            leftOut: leftOut, reason: reason, back: back, desk, in: scope)
    }

    /// Papers in their envelopes, with their line of the print log.
    ///
    /// - Parameter reason: why they are printed again; `nil` for the first time.
    static func again(
        _ sheets: [Sheet], _ title: String, expected: Int, leftOut: [String], reason: String?,
        back: String, _ desk: DeskRoom, in scope: Scope
    ) throws -> PrintedPaper {
        let (pdf, pages) = try print(sheets, title, desk)
        try PrintLog.record(
            PrintedOutput(
                title, expected: expected, produced: sheets.count, pages: pages,
                reprintReason: reason), ceilings: desk.installation.ceilings, in: scope)
        return PrintedPaper(
            title: title, pdf: pdf, expected: expected, produced: sheets.count,
            leftOut: leftOut, back: back, sheets: sheets, pages: pages)
    }

    /// A paper of the office itself (決裁書, 引継票, 署名の紙), with its line of the print log.
    static func casePaper(
        _ sheet: Sheet, _ title: String, back: String, _ desk: DeskRoom, in scope: Scope
    ) throws -> PrintedPaper {
        try officePaper([sheet], title, back: back, desk, in: scope)
    }

    /// Papers of the office itself that are one output, with its line of the print log.
    static func officePaper(
        _ sheets: [Sheet], _ title: String, back: String, _ desk: DeskRoom, in scope: Scope
    ) throws -> PrintedPaper {
        let (pdf, pages) = try print(sheets, title, desk)
        try PrintLog.record(
            PrintedOutput(title, expected: sheets.count, produced: sheets.count, pages: pages),
            ceilings: desk.installation.ceilings, in: scope)
        return PrintedPaper(
            title: title, pdf: pdf, expected: sheets.count, produced: sheets.count, leftOut: [],
            back: back, pages: pages)
    }

    private static func print(
        _ sheets: [Sheet], _ title: String, _ desk: DeskRoom
    ) throws -> (pdf: [UInt8], pages: Int) {
        guard !sheets.isEmpty else { return ([], 0) }
        let (pdf, report) = try desk.pressRoom().preview(sheets, desk.order(title))
        return (pdf, report.pages)
    }

    static func shelve(_ printed: PrintedPaper, _ visit: Visit) throws -> Answer {
        let key = visit.desk.prints.put(printed, of: try visit.officer().officer)
        return visit.carriedOut(Route.printed.path(key))
    }
}
