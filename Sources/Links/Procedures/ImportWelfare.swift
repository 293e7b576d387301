// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Formats
public import Safeguards
import Vocabulary

/// 生活保護連携: beginnings and ends of public assistance of children who have applied; changes call
/// for judging again. Everybody else's rows leave nothing.
public enum ImportWelfare {
    public static let operation = OperationCode.importWelfare
    static let layout = "welfare"

    /// - Parameter gapReason: why an officer lets the file in although one before it is missing.
    /// - Throws: `LinkRefusal`, `FormatRefusal` when the whole file is refused.
    public static func perform(
        _ file: LinkFile, layouts: LayoutLibrary, run: LinkRun = .take,
        gapReason: String? = nil, in scope: Scope
    ) throws -> LinkReport {
        let layout = try layouts.feed(Self.layout)
        let taking = TakeFile(
            file: file, layout: layout, run: run, gapReason: gapReason, scope: scope)
        return try taking { report, _ in
            let ours = try PersonBook.linkedChildren(from: scope.db)
            var events: [(event: WelfareEvent, line: Int)] = []
            var notNeeded = 0
            report.add(
                try FeedReader(layout).read(file.source) { row in
                    guard let child = row.addressee("addressee"), ours.contains(child) else {
                        notNeeded += 1
                        return []
                    }
                    guard let event = WelfareEvent(row, of: child) else {
                        return [FileIssue(line: row.line, LinkRefusal.dayUnknown)]
                    }
                    events.append((event, row.line))
                    return []
                })
            report.notNeeded = notNeeded
            let outcome = try WelfareIntake(writes: taking.writes, scope: scope)(
                events.map(\.event))
            for (event, line) in events where outcome.unbegun.contains(event) {
                report.reject(FileIssue(line: line, LinkRefusal.endWithoutBeginning))
            }
            report.recorded = outcome.recorded
            guard taking.writes else { return }
            report.queued = try EnqueueRejudgement.perform(
                outcome.changed.sorted().map { child in
                    RejudgementNotice(
                        key: "welfare-\(file.digest.prefix(16))-\(child)", subject: child,
                        cause: .welfare, on: outcome.days[child] ?? scope.today)
                }, in: scope)
        }
    }
}
