// SPDX-License-Identifier: Apache-2.0
public import Formats
import NumberGate
public import Safeguards
import Vocabulary

/// Takes a file of the resident register in (住民異動連携, full or difference): numbers who is new,
/// seals the 個人番号, adds the changes as facts and puts each into the outbox.
///
/// The same file twice changes nothing; so does the same change in another file. One transaction:
/// after a crash all of the file is there or none of it.
public enum ReceiveResidentChanges {
    public static let operation = OperationCode.importResidents

    /// Rows that are looked up and written together.
    static let stretch = 2_000

    /// - Parameters:
    ///   - digest: SHA-256 of the bytes in hexadecimal, made by whoever opened the file.
    /// - Throws: `FormatRefusal` when the structure is broken; nothing of the file remains.
    public static func perform(
        _ source: ByteSource, name: String, digest: String, layout: FeedLayout,
        vault: NumberVault, in scope: Scope
    ) throws -> ResidentFeedReport {
        var report = ResidentFeedReport(name: name)
        guard try !PersonBook.fileIsKnown(digest, in: scope) else {
            report.wasKnown = true
            return report
        }
        var sealer = try vault.sealer.batch()
        var intake = try ResidentIntake(vault: vault, scope: scope)
        let read = try FeedReader(layout).read(source) { row in
            do {
                try intake.add(ResidentRow(row, check: vault.check, sealer: &sealer))
                return []
            } catch let refusal as ResidentRowRefusal {
                return [refusal.issue(line: row.line)]
            } catch let refusal as NumberRefusal {
                return [
                    FileIssue(
                        line: row.line, field: "individual-number", code: refusal.code,
                        severity: .error, message: refusal.message)
                ]
            }
        }
        try intake.finish()
        report.rows = read.rows
        report.accepted = intake.accepted
        report.repeated = intake.repeated
        report.rejected = read.rejected + intake.doubtful.count
        report.numbered = intake.numbered
        report.issues = read.errors + read.warnings + intake.doubtful.map(\.issue)
        try FeedFiles.file(report, digest: digest, layout: layout.id, intake.doubtful, in: scope)
        scope.counted(report.accepted)
        return report
    }
}
