// SPDX-License-Identifier: Apache-2.0
public import Formats
import Ledger
import NumberGate
public import Safeguards
import Vocabulary

/// Takes a file of the resident register in (住民異動連携, full or difference): numbers who is new,
/// seals the 個人番号, adds the changes as facts and puts each into the outbox.
///
/// The same file twice changes nothing; so does the same change in another file. Changes are
/// settled in the order of their numbers, in whatever order they come: what comes ahead of a
/// missing number waits (see `ResidentSequence`). One transaction: after a crash all of the file
/// is there or none of it.
public enum ReceiveResidentChanges {
    public static let operation = OperationCode.importResidents

    /// Rows that are looked up and written together.
    static let stretch = 2_000

    /// - Parameters:
    ///   - name: the agreed name of the file; `全件` in it makes it a full file.
    ///   - digest: SHA-256 of the bytes in hexadecimal, made by whoever opened the file.
    /// - Throws: `FormatRefusal` when the structure is broken, `AddresseeRefusal.fileRefused` when
    ///   its end is missing; nothing of the file remains.
    public static func perform(
        _ source: ByteSource, name: String, digest: String, layout: FeedLayout,
        vault: NumberVault, in scope: Scope
    ) throws -> ResidentFeedReport {
        var report = ResidentFeedReport(name: name)
        guard try !PersonBook.fileIsKnown(digest, in: scope) else {
            return try known(&report, in: scope)
        }
        var sealer = try vault.sealer.batch()
        var numbers = NumbersOfFile()
        var sequence = try ResidentSequence(vault: vault, scope: scope)
        let read = try FeedReader(layout).read(
            source, numberedBy: "change-number", scout: { numbers.add(Int64($0)) },
            refused: { try sequence.refuse($0, of: numbers, isFull: report.isFull) }
        ) { row in
            do {
                let read = try ResidentRow(
                    row, operation: scope.operationID, vault: vault, sealer: &sealer)
                try sequence.take(read, of: numbers, isFull: report.isFull)
                return []
            } catch let refusal as any Refusal & Error {
                guard let issue = issue(for: refusal, line: row.line) else { throw refusal }
                try sequence.refuse(row, of: numbers, isFull: report.isFull)
                return [issue]
            }
        }
        try checkEnd(read, name: name)
        try sequence.finish(numbers, isFull: report.isFull)
        report.rows = read.rows
        report.rejected = read.rejected
        report.issues = read.errors + read.warnings
        try sequence.report(to: &report)
        var identity = digest
        if read.rows == 0 {
            // All files without a row have the same bytes; that one came says that the feed lives.
            identity = Digest.of(Array("\(name) \(digest)".utf8)).description
            if try PersonBook.fileIsKnown(identity, in: scope) {
                return try known(&report, in: scope)
            }
        }
        try FeedFiles.file(report, digest: identity, layout: layout.id, in: scope)
        scope.counted(report.accepted)
        return report
    }

    private static func known(
        _ report: inout ResidentFeedReport, in scope: Scope
    ) throws -> ResidentFeedReport {
        report.wasKnown = true
        let state = try ResidentFeedBook.state(in: scope)
        (report.watermark, report.gaps) = (state.watermark, state.gaps)
        return report
    }

    /// What keeps one row out; `nil` for what concerns more than the row.
    private static func issue(for refusal: any Refusal, line: Int) -> FileIssue? {
        if let refusal = refusal as? ResidentRowRefusal { return refusal.issue(line: line) }
        return (refusal as? NumberRefusal).map { issue($0, line: line) }
    }

    static func issue(_ refusal: NumberRefusal, line: Int) -> FileIssue {
        FileIssue(
            line: line, field: "individual-number", code: refusal.code, severity: .error,
            message: refusal.message)
    }

    /// A last line without an end may have been cut: half a telephone number is no number.
    private static func checkEnd(_ read: ImportReport, name: String) throws {
        let code = FileIssue(line: 0, .lineEndMissing).code
        guard let issue = read.warnings.first(where: { $0.code == code }) else { return }
        throw AddresseeRefusal.fileRefused(
            name: name, line: issue.line, problem: "最後の行に行末がなく、途中で切れたおそれがあります")
    }
}

/// In which order the rows of a file are numbered, as it is known before the first is taken.
struct NumbersOfFile {
    private(set) var isAscending = true
    private(set) var highest: Int64 = 0
    private var last: Int64 = 0

    mutating func add(_ number: Int64) {
        if number < last { isAscending = false }
        last = number
        highest = max(highest, number)
    }
}
