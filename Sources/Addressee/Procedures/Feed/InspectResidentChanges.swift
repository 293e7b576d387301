// SPDX-License-Identifier: Apache-2.0
public import Formats
import NumberGate
public import Safeguards
import Vocabulary

/// The dry run of a resident file: what would be refused, what is known, what would wait. Nothing
/// is stored; whether a person is doubtful is seen only when the file is taken in.
public enum InspectResidentChanges {
    public static let operation = OperationCode.viewMonitor

    /// - Throws: `FormatRefusal` when the structure is broken.
    public static func perform(
        _ source: ByteSource, name: String, digest: String, layout: FeedLayout,
        vault: NumberVault, in scope: Scope
    ) throws -> ResidentFeedReport {
        var report = ResidentFeedReport(name: name)
        report.wasKnown = try PersonBook.fileIsKnown(digest, in: scope)
        var sealer = try vault.sealer.batch()
        var numbers: [Int64] = []
        var stretch: [ChangeKey] = []
        let read = try FeedReader(layout).read(
            source, numberedBy: "change-number", scout: { numbers.append(Int64($0)) },
            refused: { _ in }
        ) { row in
            do {
                let row = try ResidentRow(row, operation: 0, vault: vault, sealer: &sealer)
                stretch.append(row.change)
                if stretch.count == ReceiveResidentChanges.stretch {
                    report.repeated += try known(&stretch, in: scope)
                }
                return []
            } catch let refusal as ResidentRowRefusal {
                return [refusal.issue(line: row.line)]
            } catch let refusal as NumberRefusal {
                return [ReceiveResidentChanges.issue(refusal, line: row.line)]
            }
        }
        report.repeated += try known(&stretch, in: scope)
        report.rows = read.rows
        report.rejected = read.rejected
        report.issues = read.errors + read.warnings
        try foresee(numbers, &report, in: scope)
        return report
    }

    private static func known(_ changes: inout [ChangeKey], in scope: Scope) throws -> Int {
        let there = try PersonBook.knownChanges(of: changes.map(\.addressee), in: scope)
        defer { changes.removeAll(keepingCapacity: true) }
        return changes.count { there.contains($0) }
    }

    /// How far the feed would have come, and what would be missing.
    private static func foresee(
        _ numbers: [Int64], _ report: inout ResidentFeedReport, in scope: Scope
    ) throws {
        var watermark = try FeedMarkBook.watermark(in: scope)
        if report.isFull { watermark = max(watermark, numbers.max() ?? 0) }
        let waiting = try WaitingNumbers.all(in: scope)
        var last = watermark
        for number in (numbers + waiting).sorted() where number > last {
            if number > last + 1, report.gaps.count < 100 {
                report.gaps.append((last + 1)...(number - 1))
            }
            last = number
            if report.gaps.isEmpty { watermark = number }
        }
        report.watermark = watermark
        report.waiting = numbers.count { $0 > watermark }
    }
}
