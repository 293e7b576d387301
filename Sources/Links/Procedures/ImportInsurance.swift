// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Formats
public import Safeguards
import Vocabulary

/// 国保資格連携・社会保険資格連携: evidence for applications that wait for it, and changes that call
/// for judging again. Rows about children who have not applied leave nothing.
public enum ImportInsurance {
    public static let operation = OperationCode.importInsurance

    /// Which peer sends the file; the raw value is the layout.
    public enum Peer: String, Sendable, CaseIterable {
        case kokuho, shaho

        var source: InsuranceSource { self == .kokuho ? .kokuho : .shaho }
    }

    /// - Parameter gapReason: why an officer lets the file in although one before it is missing.
    /// - Throws: `LinkRefusal`, `FormatRefusal` when the whole file is refused.
    public static func perform(
        _ file: LinkFile, from peer: Peer, layouts: LayoutLibrary, run: LinkRun = .take,
        gapReason: String? = nil, in scope: Scope
    ) throws -> LinkReport {
        let layout = try layouts.feed(peer.rawValue)
        let taking = TakeFile(
            file: file, layout: layout, run: run, gapReason: gapReason, scope: scope)
        return try taking { report, name in
            let ours = try PersonBook.linkedChildren(from: scope.db)
            var rows: [StatedInsurance] = []
            var notNeeded = 0
            report.add(
                try FeedReader(layout).read(file.source) { row in
                    guard let child = row.addressee("addressee"), ours.contains(child) else {
                        notNeeded += 1
                        return []
                    }
                    guard let input = InsuranceInput(row, of: child, source: peer.source) else {
                        return [FileIssue(line: row.line, LinkRefusal.dayUnknown)]
                    }
                    rows.append(
                        StatedInsurance(
                            input: input,
                            time: StatementTime(madeAt: name.madeAt, line: row.line)))
                    return []
                })
            report.notNeeded = notNeeded
            let intake = InsuranceIntake(
                layout: peer.rawValue, writes: taking.writes, scope: scope)
            let outcome = try intake(
                rows, full: name.scope == .full ? name.madeAt : nil, ours: ours)
            for (line, refusal) in outcome.refused {
                report.reject(FileIssue(line: line, field: "insurer", refusal))
            }
            report.recorded = outcome.recorded
            report.released = outcome.released.count
            report.droppedOut = outcome.droppedOut
            guard taking.writes else { return }
            report.queued = try EnqueueRejudgement.perform(
                outcome.changed.sorted().map { child in
                    RejudgementNotice(
                        key: "\(peer.rawValue)-\(file.digest.prefix(16))-\(child)",
                        subject: child, cause: .insurance,
                        on: outcome.days[child] ?? scope.today)
                }, in: scope)
        }
    }
}

extension FileIssue {
    /// A row refused by another area.
    init(line: Int, field: String? = nil, _ refusal: some Refusal) {
        self.init(
            line: line, field: field, code: refusal.code, severity: .error,
            message: refusal.message)
    }
}
