// SPDX-License-Identifier: Apache-2.0
import Formats
import Safeguards
import Vocabulary

/// How every file of a peer is taken in: known bytes change nothing, the order is kept, what was
/// wrong is listed, and the file stands in the register. One transaction, all or nothing.
///
/// (Part of each `OperationCode.import…`.)
struct TakeFile {
    let file: LinkFile
    let layout: FeedLayout
    let run: LinkRun
    /// Why a missing file before this one is accepted.
    let gapReason: String?
    let scope: Scope

    var writes: Bool { run == .take }

    /// - Parameter work: reads the rows and writes what follows, except in a dry run.
    /// - Throws: `LinkRefusal`, `FormatRefusal`, what `work` throws; then nothing of it remains.
    func callAsFunction(_ work: (inout LinkReport) throws -> Void) throws -> LinkReport {
        var report = LinkReport(file, layout, run)
        guard try !LinkFileBook.isKnown(file, from: scope.db) else {
            report.wasKnown = true
            return report
        }
        let name = try LinkOrder.check(
            file.name, layout: layout,
            after: try LinkFileBook.watermark(of: layout.id, from: scope.db),
            acceptingGap: gapReason)
        try work(&report)
        report.sortErrors()
        scope.counted(report.recorded)
        if writes {
            try LinkFileBook.file(
                report, name, digest: file.digest, gapReason: gapReason, in: scope)
        } else {
            scope.note("dry-run")
        }
        return report
    }
}
