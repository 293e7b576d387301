// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Entitlement
public import Formats
import Links
public import Safeguards
public import Vocabulary

/// Reads the files of the system used before and holds them against the register, against what
/// stands here, and against each other. Nothing is written; what cannot be taken over is on the
/// error list, and a child with a hole in its history is left out as a whole.
public enum ReadOldSystem {
    public static let operation = OperationCode.viewMigration

    /// - Parameters:
    ///   - name: the system used before, as decisions will call it.
    ///   - cutover: 切替日.
    /// - Throws: `FormatRefusal` for a file that is refused as a whole; `MigrationRefusal`.
    public static func perform(
        _ files: OldFiles, name: String, cutover: CivilDate, layouts: LayoutLibrary,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> OldSystem {
        guard !name.isEmpty else { throw MigrationRefusal.missingName }
        guard cutover <= scope.today else { throw MigrationRefusal.cutoverInFuture }
        var rows = OldRows()
        var born: [AddresseeNumber: CivilDate] = [:]
        for file in OldFile.allCases {
            guard let source = files.files[file]?.source else { continue }
            let read = try FeedReader(try layouts.migration(file.layout)).read(
                source, refused: { rows.refuse($0, of: file) },
                each: { row in
                    rows.take(row, of: file, born: born)
                    return []
                })
            rows.counts[file] = read.rows
            rows.unread[file, default: 0] += read.rejected
            rows.issues += read.errors.map {
                MigrationIssue(file: file, line: $0.line, code: $0.code, message: $0.message)
            }
            if file == .persons {
                born = Dictionary(
                    rows.persons.map { ($0.value.number, $0.value.born) }
                ) { first, _ in first }
            }
        }
        var check = CheckOldSystem(
            rows, into: OldSystem(digest: files.digest, name: name, cutover: cutover))
        try check.run(directory: directory, db: scope.db)
        var old = check.old
        if let totals = files.totals {
            old.wrongTotals = try Totals.wrong(totals.source, rows, layouts)
        }
        scope.counted(rows.counts.values.reduce(0, +))
        return old
    }
}

/// The control file: what the old system says it has handed over.
private enum Totals {
    static func wrong(
        _ source: ByteSource, _ rows: OldRows, _ layouts: LayoutLibrary
    ) throws -> [OldFile] {
        var wrong: Set<OldFile> = []
        _ = try FeedReader(try layouts.migration("migration-totals")).read(source) { row in
            guard let file = OldFile(rawValue: row.text("file")) else { return [] }
            let isRight =
                row.integer("rows") == rows.counts[file] ?? 0
                && (row.integer("amount").map { $0 == rows.yen[file] ?? 0 } ?? true)
            if !isRight { wrong.insert(file) }
            return []
        }
        return OldFile.allCases.filter { wrong.contains($0) }
    }
}
