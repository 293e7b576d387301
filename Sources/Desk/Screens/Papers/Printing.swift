// SPDX-License-Identifier: Apache-2.0
import Copying
import Entitlement
import Office
import Press
import Safeguards
import Vocabulary

/// Issues papers and prints them in one transaction: what cannot be printed is not issued.
enum Printing {
    static func certificates(
        _ ids: [Int64], reason: String?, _ visit: Visit, back: String
    ) async throws -> Answer {
        let office = visit.installation
        let desk = visit.desk
        let printed = try await visit.perform(reason: reason) { scope -> PrintedPaper in
            let (batch, sheets) = try IssueCertificates.perform(
                .decisions(ids), reissueReason: reason, law: office.law,
                directory: office.directory, freshness: office.freshness, in: scope)
            let mailed = try sheets.compactMap {
                try $0.mailed(issuer: desk.settings.office.sender, desk: desk.settings.office.desk)
            }
            let (pdf, pages) = try print(
                mailed.map { .mailedCertificate($0) }, "受給資格証", desk)
            try PrintLog.record(
                PrintedOutput(
                    "受給資格証", expected: batch.expected, produced: batch.produced, pages: pages,
                    reprintReason: reason), ceilings: office.ceilings, in: scope)
            return PrintedPaper(
                title: "受給資格証の交付", pdf: pdf, expected: batch.expected,
                produced: batch.produced, leftOut: batch.excluded.map(\.reason), back: back)
        }
        return try shelve(printed, visit)
    }

    static func notices(_ ids: [Int64], _ visit: Visit, back: String) async throws -> Answer {
        let office = visit.installation
        let desk = visit.desk
        let printed = try await visit.perform { scope -> PrintedPaper in
            let batch = try IssueNotices.perform(
                ids, directory: office.directory, freshness: office.freshness, in: scope)
            let sheets = batch.notices.map {
                Sheet.letter(
                    $0.letter(
                        sender: desk.settings.office.sender, desk: desk.settings.office.desk))
            }
            let (pdf, pages) = try print(sheets, "通知書", desk)
            try PrintLog.record(
                PrintedOutput(
                    "通知書", expected: batch.expected, produced: batch.notices.count,
                    pages: pages), ceilings: office.ceilings, in: scope)
            return PrintedPaper(
                title: "通知書の発行", pdf: pdf,
                expected: batch.expected, produced: batch.notices.count,
                leftOut: batch.leftOut.values.sorted(), back: back)
        }
        return try shelve(printed, visit)
    }

    private static func print(
        _ sheets: [Sheet], _ title: String, _ desk: DeskRoom
    ) throws -> (pdf: [UInt8], pages: Int) {
        guard !sheets.isEmpty else { return ([], 0) }
        let (pdf, report) = try desk.pressRoom().preview(sheets, desk.order(title))
        return (pdf, report.pages)
    }

    private static func shelve(_ printed: PrintedPaper, _ visit: Visit) throws -> Answer {
        let key = visit.desk.prints.put(printed, of: try visit.officer().officer)
        return visit.carriedOut(Route.printed.path(key))
    }
}
