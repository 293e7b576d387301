// SPDX-License-Identifier: Apache-2.0
import Database
import Formats
import Foundation
import Ledger
import Office
import Payments
import Safeguards
import Vocabulary

/// Looks at the books at every month's end: what must hold then, and whether what was answered of
/// the past is still answered so. Reads the tables itself; nothing is asked of the code it watches
/// but the answers of the past.
final class MonthWatch {
    private let office: Installation
    private let transfers: URL
    private var past: PastAnswers
    private var lastRun: Int64 = 0
    private var filesTotal = 0
    private(set) var broken: [String] = []
    /// Month ends that were looked at.
    private(set) var months = 0
    /// How many answers of the past were asked again.
    var asked: Int { past.asked }

    /// - Parameter sample: children whose answers are kept of one month's end.
    init(office: Installation, transfers: URL, sample: Int) {
        past = PastAnswers(sample: sample, law: FiscalLaw(book: office.book))
        self.office = office
        self.transfers = transfers
    }

    /// Something that a phase of the office has found on its way.
    func report(_ what: String) { broken.append(what) }

    /// - Parameters:
    ///   - words: what was printed since the last month's end.
    ///   - isYearEnd: whether the two logs are verified as well.
    func look(
        at month: YearMonth, words: PaperWords, by reader: Principal, isYearEnd: Bool
    ) throws {
        months += 1
        let law = FiscalLaw(book: office.book)
        let found = try office.casework.perform(.viewLists, by: reader, for: .benefit) { scope in
            let db = scope.db
            let files = try files(from: db)
            let money = MoneyOfMonth(
                month: month, files: filesTotal, readsSteps: isYearEnd, law: law)
            return try files + money.broken(from: db)
                + EntitledTreatments(from: db).broken(from: db)
                + AppealReading.broken(from: db)
                + AgencyReading.broken(isOrdered: true, from: db)
                + DuplicateReading.broken(from: db)
                + SamePeriods.broken(words, from: db) + Channels.broken(from: db)
                + past.look(at: month, now: scope.now, from: db)
        }
        let logs =
            try isYearEnd
            ? office.verify().flatMap { system, report in
                report.ok ? [] : report.problems.map { "\(system): \($0.message)" }
            } : []
        broken += (found + logs).map { "\(month)末: \($0)" }
    }

    /// What lies in the files for the bank is what the tables say of each.
    private func files(from db: any Connection) throws -> [String] {
        var broken: [String] = []
        for run in try MonthReading.runs(after: lastRun, from: db) {
            lastRun = max(lastRun, run.id)
            let path = transfers.appendingPathComponent(run.sums.file).path
            let onDisk = try TransferFile.read(.file(path))
            filesTotal += onDisk.total
            let sums = [
                onDisk.total, onDisk.declared.total, run.sums.fileTotal, run.sums.transfers,
                run.sums.rows, run.sums.sent,
            ]
            if Set(sums).count != 1 {
                broken.append("\(run.sums.file) の金額が一致しません: \(sums)")
            }
        }
        return broken
    }
}
