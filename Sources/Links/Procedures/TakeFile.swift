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
    func callAsFunction(
        _ work: (inout LinkReport, LinkFileName) throws -> Void
    ) throws -> LinkReport {
        var report = LinkReport(file, layout, run)
        guard try !LinkFileBook.isKnown(file, from: scope.db) else {
            report.wasKnown = true
            return report
        }
        let name = try placed()
        try work(&report, name)
        guard try file.isUnchanged() else { throw LinkRefusal.changedWhileRead }
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

    /// The name, read, and in its place among the files taken in before.
    private func placed() throws -> LinkFileName {
        guard let name = LinkFileName(file.name) else {
            throw LinkRefusal.wrongName(layout: layout.fileName)
        }
        guard name.layout == layout.id else {
            throw LinkRefusal.otherLayout(expected: layout.id, found: name.layout)
        }
        let order = try LinkFileBook.neighbours(of: name, from: scope.db)
        try order.check(name, layout: layout) { missing in
            guard gapReason?.isEmpty ?? true else { return true }
            return try FeedGapBook.accepts(missing, of: layout.id, from: scope.db)
        }
        return name
    }
}
