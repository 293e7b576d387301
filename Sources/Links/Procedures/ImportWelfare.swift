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
        return try taking { report in
            let ours = try PersonBook.linkedChildren(from: scope.db)
            var events = WelfareEvents()
            var notNeeded = 0
            report.add(
                try FeedReader(layout).read(file.source) { row in
                    guard let child = row.addressee("addressee"), ours.contains(child) else {
                        notNeeded += 1
                        return []
                    }
                    guard row.date("date") != nil else {
                        return [FileIssue(line: row.line, LinkRefusal.dayUnknown)]
                    }
                    events.add(row, of: child)
                    return []
                })
            report.notNeeded = notNeeded
            let known = try ExclusionBook.stretches(events.children, from: scope.db)
            let (inputs, unbegun) = events.inputs(upon: known)
            for line in unbegun {
                report.reject(FileIssue(line: line, LinkRefusal.endWithoutBeginning))
            }
            report.recorded = inputs.count
            guard taking.writes else { return }
            let changed = try RecordExclusions.perform(inputs, in: scope)
            report.queued = try EnqueueRejudgement.perform(
                changed.sorted().map { child in
                    let newest = inputs.last { $0.child == child }
                    return RejudgementNotice(
                        key: "welfare-\(file.digest.prefix(16))-\(child)", subject: child,
                        cause: .welfare,
                        on: newest.map { $0.endedOn ?? $0.beganOn } ?? scope.today)
                }, in: scope)
        }
    }
}
