// SPDX-License-Identifier: Apache-2.0
public import Formats
public import Safeguards
public import Vocabulary

/// What a file of results did.
public struct TransferResultsReport: Hashable, Sendable {
    /// The file was taken in before; nothing changed.
    public internal(set) var wasKnown = false
    /// Transfers that came back now, and the items in them.
    public internal(set) var returnedTransfers = 0
    public internal(set) var returnedItems: [Int64] = []
    public internal(set) var returnedTotal: Yen = .zero
    /// Lines about transfers that had come back before.
    public internal(set) var repeated = 0
    /// Items that became paid.
    public internal(set) var paidItems = 0
    public internal(set) var paidTotal: Yen = .zero
    /// The runs whose results are known now.
    public internal(set) var runs: [Int64] = []
}

/// 振込結果の取込: what came back is returned, the rest of the run is paid; whole files only.
///
/// Transfers are found by transfer date and place in the file, and the amount must be the same. The
/// same file twice changes nothing; a later file may bring back what was taken for paid (組戻).
public enum RecordTransferResults {
    public static let operation = OperationCode.recordTransferResults

    /// - Parameters:
    ///   - digest: SHA-256 of the bytes in hexadecimal, made by whoever opened the file.
    ///   - layout: `bank_returns`.
    ///   - run: which run, where several were paid on the same day.
    /// - Throws: `FormatRefusal` when the structure is broken; `RefusedResults` with the lines that
    ///   are wrong. Nothing of the file remains.
    @discardableResult
    public static func perform(
        _ source: ByteSource, name: String, digest: String, layout: FeedLayout,
        run: Int64? = nil, in scope: Scope
    ) throws -> TransferResultsReport {
        guard try !ResultBook.isKnown(digest: digest, from: scope.db) else {
            return TransferResultsReport(wasKnown: true)
        }
        var lines: [ReturnedLine] = []
        let read = try FeedReader(layout).read(source) { row in
            guard let line = ReturnedLine(row) else {
                preconditionFailure("様式\(layout.id)に振込不能の列がありません")
            }
            lines.append(line)
            return []
        }
        guard read.isClean else { throw RefusedResults(issues: read.errors) }
        let matched = try MatchReturns(run: run, in: scope).match(lines)
        return try scope.settle(
            matched,
            file: ResultFileRow(
                name: name, digest: digest, layout: layout.id, rows: read.rows,
                returned: matched.returned.count, total: matched.total,
                officer: scope.principal.officer))
    }

    /// 不能なし: the bank reports that nothing of a run came back.
    ///
    /// - Throws: `.unknownRun`, `.otherKind`, `.resultsTooEarly`, `.wrongRunState`; a settled run changes nothing.
    @discardableResult
    public static func nothingReturned(
        of run: Int64, in scope: Scope
    ) throws -> TransferResultsReport {
        let run = try scope.run(run)
        if run.status == .settled { return TransferResultsReport(wasKnown: true) }
        guard run.kind != .cash else { throw PaymentRefusal.otherKind(run.kind) }
        guard run.status == .written else { throw PaymentRefusal.wrongRunState(run.status) }
        guard run.paymentDay <= scope.today else {
            throw PaymentRefusal.resultsTooEarly(run.paymentDay)
        }
        return try scope.settle(MatchedReturns(runs: [run]), file: nil)
    }
}

extension ReturnedLine {
    fileprivate init?(_ row: FeedRow) {
        guard let date = row.date("transfer-date"), let sequence = row.integer("sequence"),
            let amount = row.yen("amount"), let reason = ReturnReason(rawValue: row.text("reason"))
        else { return nil }
        self.init(
            line: row.line, transferDate: date, sequence: sequence, amount: amount,
            reason: reason)
    }
}

extension Scope {
    /// Writes what came back, and makes the rest of the runs paid.
    fileprivate func settle(
        _ matched: MatchedReturns, file: ResultFileRow?
    ) throws -> TransferResultsReport {
        var report = TransferResultsReport()
        report.repeated = matched.repeated
        report.runs = matched.runs.map(\.id)
        if let file {
            let ids = try append([file])
            guard let id = ids.first else { preconditionFailure("file") }
            try append(
                matched.returned.map {
                    ReturnRow(
                        file: id, run: $0.run, transfer: $0.transfer, returned: $0.line,
                        notedOn: today)
                })
        }
        let reasons = matched.returned.reduce(into: [Int64: ReturnReason]()) { reasons, entry in
            for item in entry.items { reasons[item] = entry.line.reason }
        }
        report.returnedTransfers = matched.returned.count
        report.returnedTotal = matched.total
        for run in matched.runs {
            let items = try ItemBook.items(of: run.id, from: db)
            let back = items.filter { reasons[$0.id] != nil }
            let rest = items.filter { reasons[$0.id] == nil && $0.status == .sent }
            saw((back + rest).flatMap { [$0.child, $0.recipient] })
            try happen(
                .returned,
                back.compactMap { item in
                    reasons[item.id].map { ItemStep(item.id, run: run.id, returned: $0) }
                })
            try move(.returned, back.filter { $0.status == .sent }.map { ($0.id, $0.amount) })
            try move(.recalled, back.filter { $0.status == .paid }.map { ($0.id, $0.amount) })
            try happen(.paid, rest.map { ItemStep($0.id, run: run.id) })
            try move(.paid, rest.map { ($0.id, $0.amount) })
            if run.status == .written { try happen(.settled, to: run) }
            report.returnedItems += back.map(\.id)
            report.paidItems += rest.count
            report.paidTotal += rest.reduce(.zero) { $0 + $1.amount }
        }
        counted(report.returnedTransfers)
        return report
    }
}
