// SPDX-License-Identifier: Apache-2.0
import Database
import Formats
import Safeguards
import Vocabulary

/// What a file of results means: the runs it is about and the transfers that came back.
struct MatchedReturns {
    struct Entry {
        let line: ReturnedLine
        let run: Int64
        let transfer: Int64
        let items: [Int64]
    }

    var runs: [PaymentRun] = []
    var returned: [Entry] = []
    var repeated = 0

    var total: Yen { returned.reduce(.zero) { $0 + $1.line.amount } }
}

/// Finds the transfers of a file of results by transfer date and place in the file.
///
/// (Part of `OperationCode.recordTransferResults`.)
struct MatchReturns {
    private struct Sent {
        let run: PaymentRun
        let transfers: [Int: BankTransfer]
        let items: [Int64: [Int64]]
        let returned: Set<Int64>
    }

    private let run: PaymentRun?
    private let scope: Scope

    init(run: Int64?, in scope: Scope) throws {
        self.run = try run.map(scope.run)
        self.scope = scope
    }

    /// - Throws: `RefusedResults` with every line that is wrong.
    func match(_ lines: [ReturnedLine]) throws -> MatchedReturns {
        var matched = MatchedReturns()
        var issues: [FileIssue] = []
        var days: [CivilDate: Result<Sent, PaymentRefusal>] = [:]
        for line in lines {
            let day = try days[line.transferDate] ?? sent(on: line.transferDate)
            if days.updateValue(day, forKey: line.transferDate) == nil,
                case .success(let sent) = day
            {
                matched.runs.append(sent.run)
            }
            switch day.flatMap({ find(line, in: $0) }) {
            case .success(.some(let entry)): matched.returned.append(entry)
            case .success(.none): matched.repeated += 1
            case .failure(let refusal): issues.append(FileIssue(line, refusal))
            }
        }
        guard issues.isEmpty else { throw RefusedResults(issues: issues) }
        return matched
    }

    /// The transfer of a line; `nil` where it had come back before.
    private func find(
        _ line: ReturnedLine, in sent: Sent
    ) -> Result<MatchedReturns.Entry?, PaymentRefusal> {
        guard let transfer = sent.transfers[line.sequence] else {
            return .failure(.unknownSequence(line.sequence))
        }
        guard transfer.amount == line.amount else { return .failure(.otherAmount) }
        if sent.returned.contains(transfer.id) { return .success(nil) }
        return .success(
            MatchedReturns.Entry(
                line: line, run: sent.run.id, transfer: transfer.id,
                items: sent.items[transfer.id] ?? []))
    }

    private func sent(on day: CivilDate) throws -> Result<Sent, PaymentRefusal> {
        var runs = try RunBook.written(on: day, from: scope.db)
        if let run { runs = runs.filter { $0.id == run.id } }
        guard let found = runs.first else { return .failure(.unknownTransferDate) }
        guard runs.count == 1 else { return .failure(.ambiguousRun(day)) }
        guard day <= scope.today else { return .failure(.resultsTooEarly(day)) }
        let transfers = try TransferCells.transfers(of: found.id, from: scope.db)
        return .success(
            Sent(
                run: found,
                transfers: transfers.reduce(into: [:]) { $0[$1.sequence] = $1 },
                items: try TransferCells.items(of: found.id, from: scope.db),
                returned: try ResultBook.returned(of: found.id, from: scope.db)))
    }
}

extension FileIssue {
    fileprivate init(_ line: ReturnedLine, _ refusal: PaymentRefusal) {
        let field: String? =
            switch refusal {
            case .unknownSequence: "sequence"
            case .otherAmount: "amount"
            default: "transfer-date"
            }
        self.init(
            line: line.line, field: field, code: refusal.code, severity: .error,
            message: refusal.message)
    }
}
